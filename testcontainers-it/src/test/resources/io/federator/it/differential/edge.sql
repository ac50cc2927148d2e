-- Values that databases do not agree about. The oracle has these tables whole; PlacementLoader spreads them.
create table words (id integer primary key, w varchar(40), t text, c char(6), tag varchar(10) not null);
insert into words values
  (1, 'apple', 'apple', 'ab', 'a'), (2, 'Apple', 'APPLE', 'AB', 'a'), (3, 'APPLE', 'Apple', 'ab c', 'b'), (4, 'apple ', 'apple ', '', 'b'),
  (5, 'äpfel', 'Äpfel', 'äé', 'c'), (6, 'apfel', 'a pfel', 'z', 'c'), (7, 'Zebra', 'zebra', 'Z', 'd'), (8, 'zebra', 'Zebra  ', 'zz', 'd'),
  (9, '', '', null, 'a'), (10, null, null, '      ', 'b'), (11, ' ', '  ', ' x', 'c'), (12, 'straße', 'STRASSE', 'ß', 'd'),
  (13, 'strasse', 'straße', 'ss', 'e'), (14, 'é', e'e\u0301', 'e', 'e'), (15, e'e\u0301', 'é', 'é', 'e'), (16, '😀', '😀😀', '😀', 'f'),
  (17, '日本', '日本語', '日', 'f'), (18, '100%', '50_50', '%', 'g'), (19, 'a_b', e'a\\b', '_', 'g'), (20, 'it''s', '"quoted"', '''', 'g'),
  (21, e'tab\there', e'line\nbreak', 'x', 'h'), (22, 'apple', null, null, 'A'), (23, null, 'apple', 'ab', 'B'), (24, 'İstanbul', 'ıstanbul', 'İ', 'h'),
  (25, 'ﬁ', 'fi', 'ﬁ', 'h'), (26, '~', '`', '~', 'i'), (27, '0', '00', '0', 'i'), (28, '10', '9', '10', 'i'), (29, '2', '-1', '2', 'i'), (30, 'null', 'NULL', 'null', 'j');

create table numbers (
  id integer primary key, i2 smallint, i4 integer, i8 bigint, u8 numeric(20,0), n numeric(38,10), p numeric(8,2), d double precision, r real, b boolean);
insert into numbers values
  (1, 0, 0, 0, 0, 0, 0, 0, 0, false),
  (2, 1, 1, 1, 1, 1.0000000001, 1.10, 0.1, 0.1, true),
  (3, -1, -1, -1, 2, -1.0000000001, -1.10, -0.1, -0.1, true),
  (4, 32767, 2147483647, 9223372036854775807, 18446744073709551615, 9999999999999999999999999999.9999999999, 999999.99, 1.7976931348623157e308, 3e38, false),
  (5, -32768, -2147483648, -9223372036854775808, 9223372036854775808, -9999999999999999999999999999.9999999999, -999999.99, -1.7976931348623157e308, -3e38, null),
  (6, null, null, null, null, null, null, null, null, null),
  (7, 7, 7, 7, 7, 7.5, 7.50, 7.5, 7.5, true),
  (8, 7, 7, 7, 7, 7.5, 7.50, 7.5, 7.5, false),
  (9, 2, 5, 10, 20, 0.3333333333, 0.33, 0.3333333333333333, 0.33333334, true),
  (10, 3, -7, -10, 21, 0.5, 0.50, 0.5, 0.5, false),
  (11, 5, 100, 1000, 1000, 2.5, 2.50, 2.5, 2.5, true),
  (12, 5, 101, 1001, 1001, -2.5, -2.50, -2.5, -2.5, null),
  (13, 9, 12345, 123456789012, 123456789012, 12345.6789, 12345.68, 12345.6789, 12345.679, true),
  (14, 10, -12345, -123456789012, 4, 0.0000000001, 0.01, 1e-300, 1e-37, false),
  (15, 11, 42, 9007199254740993, 9007199254740993, 9007199254740993.5, 42.42, 9007199254740993, 16777217, true),
  (16, 12, 3, 4, 5, 1e10, 100.00, 1e15, 1e10, null);
insert into numbers select i, i % 7, i * 3 - 50, i * 1000003, i * 7, i / 3.0, i / 4.0, i / 8.0, i / 2.0, i % 3 = 0 from generate_series(17, 60) i;

create table times (id integer primary key, d date, ts timestamp(6), tz timestamptz(6), t time(6));
insert into times values
  (1, '2024-02-29', '2024-02-29 12:34:56.789012', '2024-02-29 12:34:56.789012+00', '12:34:56.789012'),
  (2, '0001-01-01', '0001-01-01 00:00:00', '0001-01-01 00:00:00+00', '00:00:00'),
  (3, '9999-12-31', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999+00', '23:59:59.999999'),
  (4, '1970-01-01', '1970-01-01 00:00:00', '1970-01-01 00:00:00+00', '00:00:00.000001'),
  (5, '1969-12-31', '1969-12-31 23:59:59.5', '1969-12-31 23:59:59.5+00', '24:00:00'),
  (6, null, null, null, null),
  (7, '2024-03-31', '2024-03-31 02:30:00', '2024-03-31 01:30:00+00', '02:30:00'),
  (8, '2024-10-27', '2024-10-27 02:30:00', '2024-10-27 00:30:00+00', '02:30:00'),
  (9, '2023-12-31', '2023-12-31 23:59:60', '2023-12-31 23:00:00+00', '12:00'),
  (10, '2000-01-01', '2000-01-01 00:00:00.1', '2000-01-01 00:00:00.1+00', '12:00:00.1'),
  (11, '2000-01-01', '2000-01-01 00:00:00.10', '2000-01-01 00:00:00.10+00', '12:00:00.10'),
  (12, '1582-10-10', '1582-10-10 10:10:10', '1582-10-10 10:10:10+00', '10:10:10');
insert into times select i, date '2024-01-15' + (i * 11), timestamp '2024-01-15 08:00' + i * interval '37 hours 11 minutes',
  timestamptz '2024-01-15 08:00+00' + i * interval '5 days 13 hours', time '06:00' + i * interval '17 minutes' from generate_series(13, 40) i;

create table blobs (id integer primary key, b bytea, j jsonb, u uuid);
insert into blobs values
  (1, '\x', '{}', '00000000-0000-0000-0000-000000000000'), (2, '\x00', '[]', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  (3, '\x00ff5c27', '{"a": 1, "b": [1, 2, {"c": null}]}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), (4, '\xdeadbeef', '"text"', null),
  (5, null, null, '123e4567-e89b-12d3-a456-426614174000'), (6, '\x0a0d09', '{"a": "x", "n": 1.50}', '123e4567-e89b-12d3-a456-426614174001'),
  (7, '\xdeadbeef', 'true', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), (8, '\xdead', '12.30', null);

-- No key, duplicates, NULLs.
create table links (a integer, b integer, note varchar(10));
insert into links values
  (1, 2, 'x'), (1, 2, 'x'), (1, 3, 'X'), (2, 3, 'y'), (2, null, 'y '), (null, 1, 'z'), (null, null, null), (null, null, null), (3, 1, ''), (3, 1, null),
  (4, 4, 'x'), (5, 4, 'w'), (4, 5, 'v'), (7, 60, 'far'), (60, 7, 'far'), (100, 100, 'none');

create table floats (id integer primary key, d double precision, r real);
insert into floats values (1, 'NaN', 'NaN'), (2, 'Infinity', 'Infinity'), (3, '-Infinity', '-Infinity'), (4, '-0', '-0'), (5, '0', '0'), (6, null, null), (7, 1.5, 1.5);

create table "Mixed Case" ("Id" integer primary key, "select" integer, "Order By" text, "x-y" varchar(20), "naïve" integer);
insert into "Mixed Case" values (1, 10, 'first', 'a', 1), (2, 20, 'second', 'b', 2), (3, null, 'third', 'A', 3), (4, 5, null, null, null), (5, 15, 'fifth', 'b', 5);

create table nothing (id integer primary key, v text, n numeric(10,2));

-- Text that sources hold in other character sets and collations, or as ENUM and SET: see the lists of physical types.
create table texts (id integer primary key, k varchar(20) not null, u varchar(60), l varchar(30), g varchar(40), p varchar(30), e text, s text);
insert into texts values
  (1, 'key', 'resume', 'resume', 'resume', 'pad', 'small', 'a'), (2, 'KEY', 'résumé', 'résumé', 'résumé', 'pad ', 'medium', 'a,b'),
  (3, 'Key', 'Resume', 'RESUME', 'Resume', 'pad  ', 'large', 'b'), (4, 'key2', e're\u0301sume\u0301', 'Résumé', e're\u0301sume\u0301', ' pad', 'small', 'a,b,c'),
  (5, 'a', 'ß', 'ß', 'ß', 'PAD', null, ''), (6, 'A', 'ss', 'ss', 'ss', '', 'medium', null), (7, 'b', 'SS', 'SS', 'SS', ' ', 'small', 'c'),
  (8, 'B', 'ẞ', 'ñ', 'ẞ', null, 'large', 'a,c'), (9, 'z', '👍', 'Ñ', '👍', 'x', 'small', 'a'), (10, 'Z', '👍🏽', 'n', '👍🏽', e'x\t', 'medium', 'b'),
  (11, '0', '', '', '', 'x ', 'large', 'a,b'), (12, '00', null, null, null, 'X', 'small', 'b,c'), (13, '10', ' ', ' ', ' ', 'y', null, ''),
  (14, '9', 'Å', 'Å', 'Å', 'yy', 'small', 'c'), (15, '_', 'Å', 'å', 'Å', 'y%', 'medium', 'a'), (16, '%', e'A\u030a', 'a', e'A\u030a', 'y_', 'large', 'b'),
  (17, 'K', 'K', 'k', 'K', 'yY', 'small', 'a'), (18, 'k', 'K', 'K', 'k', 'Yy', 'medium', 'a,b,c'), (19, 'tab', e'tab\tx', e'tab\tx', e'tab\tx', e'\\', 'small', null),
  (20, 'quote', 'it''s "q"', 'it''s', '`q`', '''', 'small', 'a'), (21, 'nbsp', e'a\u00a0b', e'a\u00a0b', e'a\u00a0b', 'a b', 'large', 'b'), (22, 'zw', e'a\u200bb', 'ab', e'a\u200bb', 'ab', null, 'c'),
  (23, 'Æ'::varchar, 'Æ', 'Æ', 'Æ', 'AE', 'small', 'a'), (24, 'ae', 'ae', 'ae', 'ae', 'ae', 'medium', 'b'), (25, 'hi', 'हिन्दी', 'ü', '한국어', 'ｆｕｌｌ', 'large', 'a,b'),
  (26, 'ue', '한국어', 'ue', e'\u1112\u1161\u11ab', 'full', 'small', 'a'), (27, 'dot', 'I', 'i', 'İ', 'ı', 'medium', 'c'), (28, 'sigma', 'ΟΔΟΣ', 'o', 'οδος', 'οδοσ', 'small', 'b');
update texts set k = 'AE' where id = 23;

-- Instants around changes of the clock, and what TIMESTAMP, YEAR and DATETIME of fewer digits hold.
create table moments (id integer primary key, at timestamptz(6), loc timestamp(6), day date, clock time(6), sec timestamp(0), milli timestamp(3), y integer);
insert into moments values
  (1, '2024-03-31 00:59:59.999999+00', '2024-03-31 01:59:59.999999', '2024-03-31', '01:59:59.999999', '2024-03-31 01:59:59', '2024-03-31 01:59:59.999', 2024),
  (2, '2024-03-31 01:00:00+00', '2024-03-31 03:00:00', '2024-03-31', '03:00', '2024-03-31 03:00:00', '2024-03-31 03:00:00', 2024),
  (3, '2024-10-27 00:30:00+00', '2024-10-27 02:30:00', '2024-10-27', '02:30', '2024-10-27 02:30:00', '2024-10-27 02:30:00.5', 2024),
  (4, '2024-10-27 01:30:00+00', '2024-10-27 02:30:00', '2024-10-27', '02:30', '2024-10-27 02:30:00', '2024-10-27 02:30:00.501', 2024),
  (5, '2024-03-10 06:59:59.5+00', '2024-03-10 01:59:59.5', '2024-03-10', '01:59:59.5', '2024-03-10 01:59:59', '2024-03-10 01:59:59.5', 2024),
  (6, '2024-03-10 07:00:00+00', '2024-03-10 03:00:00', '2024-03-10', '03:00:00', '2024-03-10 03:00:00', '2024-03-10 03:00:00', 2024),
  (7, '2024-11-03 05:30:00+00', '2024-11-03 01:30:00', '2024-11-03', '01:30:00', '2024-11-03 01:30:00', '2024-11-03 01:30:00', 2024),
  (8, '2024-11-03 06:30:00+00', '2024-11-03 01:30:00', '2024-11-03', '01:30:00', '2024-11-03 01:30:00', '2024-11-03 01:30:00', 2024),
  (9, '1970-01-01 00:00:01+00', '1970-01-01 00:00:01', '1970-01-01', '00:00:01', '1970-01-01 00:00:01', '1970-01-01 00:00:01.001', 1970),
  (10, '2038-01-19 03:14:07.499999+00', '2038-01-19 03:14:07.499999', '2038-01-19', '03:14:07.499999', '2038-01-19 03:14:07', '2038-01-19 03:14:07.499', 2038),
  (11, null, null, null, null, null, null, null),
  (12, '2000-02-29 23:59:59.000001+00', '2000-02-29 23:59:59.000001', '2000-02-29', '23:59:59.000001', '2000-02-29 23:59:59', '2000-02-29 23:59:59', 2000),
  (13, '1999-12-31 23:59:59.999999+00', '1999-12-31 23:59:59.999999', '1999-12-31', '23:59:59.999999', '1999-12-31 23:59:59', '1999-12-31 23:59:59.999', 1999),
  (14, '2000-01-01 00:00:00+00', '2000-01-01 00:00:00', '2000-01-01', '00:00:00', '2000-01-01 00:00:00', '2000-01-01 00:00:00', 2000),
  (15, '2024-12-30 12:00:00+00', '9999-12-31 23:59:59.999999', '9999-12-31', '24:00:00', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999', 2155),
  (16, '2021-01-03 12:00:00+00', '0001-01-01 00:00:00', '0001-01-01', '00:00:00', '1000-01-01 00:00:00', '1000-01-01 00:00:00.001', 1901);
insert into moments select i, timestamptz '2024-03-28 00:00+00' + i * interval '3 hours 7 minutes 0.123456 seconds', timestamp '2024-02-27 22:00' + i * interval '61 minutes',
  date '2023-12-20' + i * 3, time '00:00' + i * interval '31 minutes 0.000001 seconds', timestamp '2024-01-01' + i * interval '9 hours', timestamp '2024-01-01' + i * interval '0.25 seconds', 1990 + i from generate_series(17, 45) i;

-- Numbers at the limits of their types, unsigned ones too.
create table wide (id bigint primary key, yes boolean, ub numeric(20,0), ui bigint, us integer, m integer, n numeric(38,10), q numeric(30,15), z numeric(10,0), d double precision, r real);
insert into wide values
  (1, true, 0, 0, 0, 0, 0, 0, 0, 0, 0), (2, false, 18446744073709551615, 4294967295, 65535, 8388607, 9999999999999999999999999999.9999999999, 999999999999999.999999999999999, 9999999999, 1e308, 3.4e38),
  (3, null, null, null, null, null, null, null, null, null, null), (4, true, 9223372036854775807, 2147483648, 32768, -8388608, -9999999999999999999999999999.9999999999, -999999999999999.999999999999999, -9999999999, -1e308, -3.4e38),
  (5, false, 9223372036854775808, 1, 1, 1, 0.0000000001, 0.000000000000001, 1, '-0', '-0'), (6, true, 10, 10, 10, 10, 10, 10, 10, 10, 10),
  (7, true, 10, 10, 10, 10, 10.0, 10.0, 10, 10.0, 10.0), (8, false, 3, 3, 3, 3, 3.3333333333, 3.333333333333333, 3, 3.3333333333333335, 3.3333333),
  (9, null, 7, 7, 7, -7, -0.5, -0.5, -7, 5e-324, 1e-45), (10, true, 5, 5, 5, 5, 2.5, 2.5, 5, 2.2250738585072014e-308, 1.17549435e-38), (11, false, 6, 6, 6, 6, 3.5, 3.5, 6, 0.1, 0.1),
  (9007199254740993, true, 9007199254740993, 4294967295, 1, 2, 9007199254740993.0000000001, 1, 2, 9007199254740992, 16777216), (-1, false, 2, 2, 2, -2, -1.0000000000, -1, -2, -1, -1),
  (12, true, 1, 100, 200, 300, 12345678901234567890.1234567890, 123.456000000000000, 12, 1e15, 1e6), (13, false, 1, 100, 200, -300, 1e-10, 1e-15, 13, 1e16, 1e7), (14, null, 2, 200, 100, 1, 1, 1, 1, 123456789.123456789, 0.3);
insert into wide select i, i % 2 = 0, i * 1000, i * 10, i % 5, i % 3, i / 7.0, i / 9.0, i, i / 3.0, i / 4.0 from generate_series(20, 45) i;

-- Bytes, JSON documents and identifiers.
create table docs (id integer primary key, b bytea, f bytea, j jsonb, u uuid, n varchar(20));
insert into docs values
  (1, '\x', '\x00000000', '{"a": 1, "b": "x", "c": [1, 2, 3]}', '00000000-0000-0000-0000-000000000001', 'one'),
  (2, '\x00', '\x00000001', '{"a": 2, "b": null, "d": {"e": {"f": true}}}', '00000000-0000-0000-0000-000000000002', 'two'),
  (3, '\x0000', '\xffffffff', '[1, "two", null, {"three": 3}]', 'ffffffff-0000-0000-0000-000000000003', 'three'),
  (4, '\xff', '\x41424344', '"just text"', null, 'four'), (5, null, null, null, '00000000-0000-0000-0000-000000000001', null),
  (6, '\x41', '\x61626364', '{"a": 1.5, "b": "X", "c": []}', 'abcdefab-cdef-abcd-efab-cdefabcdefab', 'six'), (7, '\x61', '\x20202020', 'null', 'ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAC', 'seven'),
  (8, '\xdeadbeef', '\x5c275c27', '{"a": -1, "b": "ü", "c": [[1], [2, [3]]]}', null, 'eight'), (9, '\x41', '\x41424344', '{}', '00000000-0000-0000-0000-000000000009', 'nine'),
  (10, '\xdeadbeef00', '\xdeadbeef', '{"a": 1, "b": "x", "c": [1, 2, 3]}', '00000000-0000-0000-0000-00000000000a', 'ten'), (11, '\x2525', '\x0a0d0900', '[]', '00000000-0000-0000-0000-00000000000b', 'eleven'),
  (12, '\xc3a4', '\xc3a4c3a4', '{"a": 10, "tags": ["red", "blue"], "when": "2024-02-29"}', '00000000-0000-0000-0000-00000000000c', 'twelve');

-- Types that only PostgreSQL has.
create table kinds (id integer primary key, ia integer[], ta text[], iv interval, tt timetz, jb jsonb, js json, vb bit varying(12), nu numeric, nm name, mood text);
insert into kinds values
  (1, '{1,2,3}', '{a,b}', '1 day', '12:00:00+00', '{"k": 1}', '{"k":  1}', B'101', 1.50, 'first', 'sad'), (2, '{}', '{}', '24 hours', '13:00:00+01', '{"k": 2}', '{"k" : 2}', B'1', 1.5, 'second', 'happy'),
  (3, '{NULL,1}', '{NULL,"NULL",""}', '1 mon', '12:00:00-05', '[]', '[ ]', B'', 123456789012345678901234567890123456789012345678901234567890.5, 'third', 'ok'),
  (4, null, null, null, null, null, null, null, null, null, null), (5, '{{1,2},{3,4}}', '{"a b","c,d","e\"f","{g}"}', '30 days', '00:00:00+14', '"x"', '"x"', B'000000000001', 'NaN', 'Fifth', 'sad'),
  (6, '{1,2}', '{B,a}', '-1 year -2 mons +3 days -04:05:06.789', '23:59:59.999999-12', '{"k": [1, 2]}', '{"k":[1,2]}', B'111', 0.0000000000000000000000000000000000001, 'first', 'happy'),
  (7, '{3,2,1}', '{ä,é}', '1 mon 1 day 1 hour', '12:00:00.000001+00', 'null', 'null', B'110', -0.00, 'naïve', 'ok'), (8, '{1,2,3,4}', '{a}', '00:00:00.000001', '12:00+00', '{"k": 1}', '{"k":1}', B'101', 1, 'x', 'ok');

-- A hierarchy.
create table tree (id integer primary key, parent integer, name varchar(20) not null, weight numeric(6,2));
insert into tree values (1, null, 'root', 10), (2, 1, 'left', 5.5), (3, 1, 'right', 4.5), (4, 2, 'left.left', 2.25), (5, 2, 'left.right', null), (6, 3, 'right.left', 1), (7, 6, 'deep', 0.5),
  (8, 7, 'deeper', 0.25), (9, null, 'other', 3), (10, 9, 'Other.child', 1.5), (11, 99, 'orphan', 7), (12, 8, 'deepest', 0.13);

-- Facts, as reports have them.
create table shop (id integer primary key, day date not null, at timestamp(6), region varchar(12), product varchar(20) not null, channel char(3), qty integer, price numeric(10,2), discount numeric(4,3), paid boolean);
insert into shop select i, date '2022-12-15' + (i * 7) % 760, case when i % 17 <> 0 then timestamp '2022-12-15 06:00' + (i * 7 % 760) * interval '1 day' + i * interval '53 minutes 0.25 seconds' end,
  (array['north', 'South', 'east', 'WEST', null])[1 + i % 5], (array['Apple', 'apple', 'Äpfel', 'pear ', 'pear', 'plum'])[1 + i % 6], (array['web', 'app', 'b'])[1 + i % 3],
  case when i % 11 <> 0 then i % 9 - 1 end, (i * 37 % 1000) / 8.0, case when i % 4 = 0 then (i % 7) / 8.0 end, case when i % 5 <> 1 then i % 2 = 0 end from generate_series(1, 240) i;

-- Many duplicates, and NULL in every column.
create table dup (a integer, b smallint, c varchar(5), d date, n numeric(8,2));
insert into dup select nullif(i % 4, 3), nullif(i % 3, 2), nullif((array['x', 'X', 'x ', 'y', 'n'])[1 + i % 5], 'n'), case when i % 7 <> 0 then date '2024-02-28' + i % 3 end, nullif(i % 5, 4) / 2.0 from generate_series(1, 90) i;

create table "order" ("group" integer primary key, "user" varchar(20), "from" text, "Desc" integer, "a.b" integer, "per cent%" numeric(5,2), "q""q" varchar(5));
insert into "order" values (1, 'anna', 'x', 3, 1, 1.5, 'a'), (2, 'Anna', 'y', 2, 1, null, 'b'), (3, null, null, null, null, 99.99, null), (4, 'bob', 'X', 1, 2, 0, 'A'), (5, 'bob', '', 5, 2, -1.25, 'c');

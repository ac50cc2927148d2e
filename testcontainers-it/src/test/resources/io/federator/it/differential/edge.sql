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

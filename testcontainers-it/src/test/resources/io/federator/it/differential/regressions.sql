-- Queries that were answered wrongly once. Tables of edge.sql and TPC-H.
-- A decimal of 19 digits overflowed while its text was read.
select id, u8 from numbers where u8 > 9223372036854775807 order by id;
select sum(i8), avg(i8), min(i8), max(i8) from numbers where i8 > 0;
select sum(i8) from numbers where i8 < 0;
-- The condition of a join that NULLs satisfy.
select x.a, y.b from links x join links y on x.a is not distinct from y.b;
select x.a, y.b from links x left join links y on x.a is not distinct from y.b and x.note = y.note;
select x.a, y.b from links x full join links y on x.a is not distinct from y.b and x.b = y.a;
select a.o_orderkey, b.o_orderkey from orders a join orders b on a.o_custkey is not distinct from b.o_custkey where a.o_orderkey < b.o_orderkey and b.o_orderkey < 200;
-- Two alike leaves of one plan: the second one's connection was never given back.
select x.id, y.id from words x join words y on x.w = y.w where x.id < y.id;
select x.id, y.id from words x join words y on lower(x.t) = lower(y.t) where x.id < y.id;
select x.id, y.id from numbers x join numbers y on x.i4 = y.i4 and x.b = y.b where x.id < y.id;
-- Inputs that an error or an early end left open.
select a from links where a not in (select b from links);
select a from links where a not in (select numbers.id from nothing, numbers);
select id from numbers where 10 / (id - 9) > 1 and i2 / i2 > 0;
-- Infinite dates were taken for values that no date can have.
select id from times where d = 'infinity' or d = '-infinity';
select id from times where d in ('infinity', '2024-02-29') order by id;
select id from times where d < 'infinity' and d > '-infinity' order by id;
-- A double of microseconds is rounded before it is divided.
select id, date_part('epoch', ts), date_part('epoch', tz), date_part('second', ts) from times order by id;
-- The name of a function that returns plain values stands for the value.
select e from jsonb_array_elements('[1, {"a": null}, "x"]') e;
select id, e from blobs cross join lateral jsonb_array_elements(case when jsonb_typeof(j) = 'array' then j end) e;
select g, g + 1 from generate_series(1, 3) g order by g;
-- Negative zero.
select id, d, r, sign(d), ceil(d), -d from floats where id > 3 order by id;
-- Names of columns that are casts of casts.
select id::int8::text, '1'::int2::int4, cast('2.5'::float4 as numeric) from nothing;
select '1.5'::jsonb::numeric, 'a'::"char"::text, 'true'::jsonb::bool;
-- Intervals: each field has its range, minutes before seconds, ISO 8601's alternative formats.
select interval '1 2:03' minute to second, interval '1 2' day to hour, interval 'P00021015T103020', interval 'P0002-10-15T10:30:20';
select interval '2147483648 months';
select interval '5.5 seconds 3 milliseconds';
select interval 'P.Y0M3DT4H5M6S';
select interval '2147483646 months 2147483646 days 9223372036854775806 us' + interval '1 month 1 day 1 us';
select extract(week from interval 'infinity'), extract(day from interval '-infinity');
select date_trunc('week', interval 'infinity');
select generate_series(timestamp '2020-01-01', timestamp '2021-01-01', interval 'infinity');
-- Dates and times in text.
select timestamptz '2011-03-27 02:59:59 MSK', timestamptz '2014-10-26 00:59:59 MSK', timestamp '2011-03-27 03:00' at time zone 'MSK';
select timestamptz '2001-12-27 04:05:06.789 MET DST', timestamptz 'J2452271-08', timestamptz 'J2452271T040506-08';
select date '1995-08-06 epoch';
select timestamp 'epoch 01:01:01';
select date 'J J 1520447';
select time '15:36:39 America/New_York';
select make_timestamptz(2014, 12, 10, 10, 10, 10, '+16');
select make_timestamptz(2010, 2, 27, 3, 45, 0, '+10:');
select date_bin('365000 days', timestamp '4400-01-01 BC', timestamp '4000-01-01 BC');
-- Reading by a template.
select to_date('-44-02-01', 'YYYY-MM-DD'), to_date('-44-02-01 BC', 'YYYY-MM-DD BC'), to_date('2005527', 'IYYYIWID'), to_date('20050302', 'YYYYMMDD');
select to_timestamp('2000 + JUN', 'YYYY MON'), to_timestamp('2000+JUN', 'YYYY/MON'), to_timestamp('2018-11-02 12:34:56.123456', 'YYYY-MM-DD HH24:MI:SS.FF4');
select to_timestamp('2011-12-18 11:38 20', 'YYYY-MM-DD HH12:MI TZM'), to_timestamp('2011-12-18 11:38 -05:20', 'YYYY-MM-DD HH12:MI OF');
select to_timestamp('97/Feb/16', 'YYMonDD');
select to_timestamp('19971', 'YYYYMMDD');
select to_timestamp('19971)24', 'YYYYMMDD');
select to_timestamp('1997-11-Jan-16', 'YYYY-MM-Mon-DD');
select to_timestamp('10000000000', 'FMYYYY');
select to_date('2015 366', 'YYYY DDD');
-- Writing by a template.
select to_char(float8 '12345678901', 'FM9999999999D9999900000000000000000'), to_char(float4 '4200000000', 'MI9999999999.99'), to_char(float8 'NaN', '9.999EEEE');
select to_char(interval '12 months', 'RM'), to_char(interval '-12 months', 'rm'), to_char(interval '13 months', 'RM');
select to_number('MMXIV', 'RN'), to_number('123456', '99999V99');
select to_number('MCCM', 'RN');
-- Numbers.
select power(numeric '-1', 'inf'), power(numeric '-inf', '3'), numeric '1.000000000123' ^ (-2147483648), (-1.0) ^ 2147483647;
select power(numeric '-inf', '4.5');
select power(float8 '-inf', 3.5);
select width_bucket(10.5::float8, -1.797e308::float8, 1.797e308::float8, 3), round(5.5e131071, -131073);
select gcd(numeric 'inf', 1), log(numeric 'inf', 10), log(numeric '10', 'inf');
-- The one byte of "char".
select '\101'::"char", '\377'::"char", 'é'::text::"char", '\377'::"char"::text;
-- Types with lengths in a value.
select pg_input_is_valid('abcde', 'varchar(4)'), pg_input_is_valid('1234.567', 'numeric(7,4)'), pg_input_is_valid('ab', 'char');
select format('%*0$s', 'Hello');
select string_agg(distinct tag, ',' order by tag::text) from words;
-- Found by random queries. DISTINCT sorts the inputs of an aggregate; its ORDER BY may name a written conversion.
select array_agg(distinct i2) from numbers;
select array_agg(distinct n_regionkey), string_agg(distinct n_name, ',') from nation;
select string_agg(distinct tag, w order by tag) from words;
select string_agg(distinct (w::varchar(3)), '' order by (w::varchar(3)) desc) from words;
select string_agg(distinct tag::text, '' order by tag) from words;
-- A constant sort key was taken for a position by the source.
select w, 0 as zero from words order by 2 desc, 1;
select id, 2 as two, t from words order by 2, 1 desc limit 5;
select w from words order by (24 >> 3) desc nulls last, id nulls first;
select trim_scale(extract(century from timestamptz '1969-12-31 23:59:59.5+00')) c from links order by 1 desc limit 6;
-- Subqueries in the condition of a full join.
select a.id, b.id from words a full join numbers b on a.id = b.id and b.i4 in (select x.b from links x);
select a.id, b.id from words a full join numbers b on a.id = b.id and exists (select 1 from nothing);
select a.id, b.id from words a full join numbers b on a.id = b.id and a.id not in (select x.b from links x where x.b is not null) and b.i2 > all (select 2);
select a.id, b.id from words a full join numbers b on a.id = b.id and exists (select 1 from links x where x.a = a.id) and exists (select 1 from links x where x.b = b.i2);
-- What a filter drops is not computed.
select sum(10 / (id - 9)) filter (where id <> 9), string_agg(distinct (10 / (id - 9))::text, ',' order by (10 / (id - 9))::text) filter (where id <> 9) from numbers;
-- Intervals of fewer fields were taken for the same type.
select f::interval day to minute, f::interval year, f::interval(0) from (values (interval '1 year 00:01:14.5')) v(f);
select interval '2562047788:00:54.775807' second(2);
select format('Hello', variadic null::int[]), concat('a', variadic null::text[]);
-- Subqueries in FILTER.
select max(w) filter (where exists (select t.b from nothing)) from blobs t, words;
select count(*) filter (where exists (select 1 from links x where x.a = n.i2)) from numbers n;
select sum(i4) filter (where i2 in (select a from links where a is not null)), max(d) filter (where r > some (select 1.5::real from nothing)) from numbers where id < 40 and id > 6;
-- A constant of character(n) lost its blanks on the way through MariaDB.
select case when true then 'Z'::character(6) when false then 'ab'::character(6) end, id from words;
-- Rounding in scientific notation: numeric and bigint keep the exponent of the number, integer and double do not.
select to_char(n.id + 9999.96, '9.9EEEE'), to_char(99999::bigint + n.id, '9.9EEEE'), to_char(99999 + n.id, '9.9EEEE'), to_char(9999.96::float8, '9.9EEEE') from nothing x right join links l on true join numbers n on n.id = l.a where n.id < 3;
select to_char(x, '9.99EEEE') from (values (0.00996), (0.009996), (-99.999), (0), (12345.678)) v(x);
-- HAVING over a text key, which MySQL groups by with a collation.
select u from texts group by u having u >= min(g);
select count(*) from words group by w having w > 'a' and count(*) < 3;
-- The level of an aggregate is that of the columns in its text, those of folded constants included.
select id from words w where (select string_agg(coalesce('x', b.note), '|') filter (where w.id > 3) from links b) is not null;
select id, (select max(case when false then x.i4 else w.id end) from numbers x) from words w;
select id from words w where w.id in (select count(case when true then w.id else x.id end) from numbers x group by x.b);

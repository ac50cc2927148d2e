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
-- Direct arguments of WITHIN GROUP do not decide which level an aggregate is of; an aggregate in its FILTER makes it a nested one.
select array(select percentile_disc(a) within group (order by x) from (values (0.3), (0.7)) v(a) group by a) from generate_series(1, 5) g(x);
select (select max(w.id) filter (where sum(w.i2) > 0) from words) from numbers w;
select (select max(w.id) filter (where bool_or(w.i2 > 0)) from words) from numbers w;
-- Limits of subscripts, sizes and bounds of arrays.
select ('{}'::int[])[1][2][3][4][5][6][7];
select array_fill(1, array[2, 2], null);
select array_fill(1, null);
select array_dims(array_fill(id, array[2, 3], array[id, -1])) from words where id < 4;
select array_dims(array_sample('[-1:2][2:3]={{1,2},{3,NULL},{5,6},{7,8}}'::int[], 3)), array_dims(array_sample('[-1:2]={1,2,3,4}'::int[], 2));
select array_sort('{1,2,3}'::xid[]);
select array_sort('{{1,2,3},{2,3,4}}'::xid[]);
select array_sort('{1}'::xid[]), array_sort('{{1,2,3}}'::json[]);
-- Vectors of numbers are elements of an array, not its inner dimension.
select array(select '11 22 33'::int2vector from links), array_dims(array(select '1 2'::oidvector from links));
select unnest(array(select '1 2'::oidvector from generate_series(1, 3)));
select array_sort(array(select '1 4'::int2vector union all select '1 2'::int2vector)), array['1 2'::int2vector, '3'], (array['1 2'::int2vector, '3'])[2];
select array_agg('1 2'::int2vector) from links;
-- The alias of a join hides the one of its merged columns.
select * from (words x join numbers y using (id) as k) as xx where k.id = 1;
select k.id, x.w from words x join numbers y using (id) as k order by k.id;
-- A subscript of jsonb is an integer or a text.
select ('[1, "2", null]'::jsonb)[1.0];
select ('[1, "2", null]'::jsonb)[1::bigint];
select ('[1, "2", null]'::jsonb)[1::smallint], ('{"a": 1}'::jsonb)['a'::varchar], ('{"1": 1}'::jsonb)[1];
-- Roles and privileges that there are none of.
select has_table_privilege('nobody_at_all', 'pg_class', 'select');
select has_function_privilege('nobody_at_all', 'pg_typeof("any")', 'execute');
select pg_has_role('nobody_at_all', 'member');
select has_table_privilege('pg_class', 'select, nonsense');
select has_schema_privilege('nowhere_at_all', 'usage');
select has_table_privilege('public', 'pg_class', 'select with grant option, Insert') is not null;
-- Regular expressions beyond PostgreSQL's room, and back references that do not hold.
select 'x' ~ repeat('x*y*z*', 1000);
select 'x' ~ repeat('x*y*z*', 300), 'x' ~ '(x{1,255}){1,20}';
select 'a' ~ '$()|^\1', '' ~ '$()|^\1', 'ab' ~ '$()|^\1', 'ba' ~ 'a()|^\1', 'ba' ~ '$()|\1', 'baa' ~ '(a)$|b\1', 'ba' ~ '(a)|b\1';
-- Rows as texts and by the names of their table's columns.
select text(x) from words x;
select text(row(1, 2));
select row_to_json(i) from links i(x, y) order by i.x, i.y, i.note;
select row_to_json(i) from (select a, b from links) i(x, y) order by i.x, i.y;
select (row(1, 2, 'x')::links)::text, ('(1,"",)'::links)::text;
select (null::links).a, ('( 7,8,"z ""q""")'::links).note, row(1, 2.5, null)::links = '(1,3,)'::links, row(1, 2.5, null)::links = row(1, 3, null);
select ('( 7,8,z)'::links).b, ('(,8,"")'::links).note = '', (' (7,8,\\,) '::links)::text, row(1, 2, 'longer than ten')::links::text;
select '(1,2)'::links;
select '(1,2,3,4)'::links;
select '1,2,3)'::links;
select '(1,2,"longer than ten")'::links;
select row(1, 2)::links;
select row('x', 2, 'x')::links;
select 1::links;
select (null::links).nonsense;
select id::nonsense from words;
-- Functions of records with a list of columns.
select q.a, q.b = row(2), q.c = array[row(3)], q.d = row(row(4)) from unnest(array[row(1, row(2), array[row(3)], row(row(4))), row(2, row(3), array[row(4)], row(row(5)))]) as q(a int, b record, c record[], d record);
select * from unnest(array[row(1, 'x'::text), null, row(2, null::text)]) as q(a int, b text);
select * from unnest(array[row(1, 2)]) as q(a int);
select * from unnest(array[row(1, 2)]) as q(a int, b text);
-- Set-returning functions behind ORDER BY and DISTINCT ON, in order, and counted by LIMIT.
select distinct on (a) a, b, generate_series(1, 3) g from (values (3, 2), (3, 1), (1, 1), (1, 4), (5, 3), (5, 1)) t(a, b) order by a, b desc;
select distinct on (a) a, b, generate_series(1, 3) g from (values (3, 2), (3, 1), (1, 1), (1, 4), (5, 3), (5, 1)) t(a, b) order by a, b desc limit 4;
select distinct on (a) a, b, generate_series(1, 3) g from (values (3, 2), (3, 1), (1, 1), (1, 4), (5, 3), (5, 1)) t(a, b) order by a, b desc, g desc;
select a, generate_series(1, 2) from (values (1), (2), (3)) r(a) limit 2 offset 2;
select id, generate_series(1, 3) g from words order by w desc, id limit 5;
select i4, unnest(array[1, 2, 3]), generate_series(1, 2) from numbers order by i4 desc nulls last, id limit 4 offset 1;
select id, generate_series(1, generate_series(1, 2)) from words order by id desc limit 5;
select id, row_number() over (order by id desc), generate_series(1, 2) from words order by 2 limit 5;
select i2, count(*), generate_series(1, 2) from numbers group by i2 order by count(*) desc, i2 limit 5;
select distinct on (tag) tag, generate_series(1, 2), id from words order by tag desc, id desc;
select id, generate_series(1, 2), (select max(b) from links where a = id) m from words order by m desc nulls last, id limit 6;
select x.id, x.g from (select id, generate_series(1, 3) g from words order by id desc limit 7) x where x.g > 1 order by 1, 2;
select min(generate_series(1, 3)) over () from links;
-- The left side of a join of all with all is the outer one.
select array_agg(x || '-' || y) from generate_series(1, 2) x, generate_series(4, 5) y;
-- Filters that name no column, under two outer joins.
select 1 as c4 from customer t2 right join (values (42)) t3(c1) on t2.c_nationkey = t3.c1 left join tree t4 on t2.c_custkey = t4.id where current_date < '2020-01-01';
select count(*) from (select * from tree where ''::text like any(array['%é%', 'x%'])) t1 left join words t2 on t1.id = t2.id left join nothing t3 on t2.id = t3.id;
select count(*) from (select * from tree where now() > '2020-01-01') t1 left join words t2 on t1.id = t2.id left join nothing t3 on t2.id = t3.id;
-- Found by random queries.
select regr_count(d, 1e300), regr_count(1e300, d) from wide where d < 'infinity';
select encode(convert_to(repeat('x', n), 'UTF8'), 'base64') from generate_series(56, 58) n;
select encode(convert_to(repeat('é', n), 'UTF8'), 'base64') from generate_series(0, 60, 19) n;
with recursive w(a, n) as (select name, 0 from tree where name collate "C" < 'm' union select a, n + 1 from w where n < 2) select * from w order by 1, 2;
with recursive w(a, n) as (select name collate "en-x-icu", 0 from tree union select a, n + 1 from w where n < 2) select * from w where a < 'm' order by a, n;
with recursive w(a, n) as (select name, 0 from tree union all select a collate "en-x-icu", n + 1 from w where n < 2) select * from w;
select case (select min(b) from json_table('[{"b":"x"}]'::jsonb, '$[*]' columns (a int path '$.a', b text path '$.b')) t) when 'x' then 1 else 2 end from tree;
select (select array_agg(a) from json_table('[{"a":1}]'::jsonb, '$[*]' columns (a int path '$.a')) t) not in (array[id], array[1,2]) from tree;
-- An OR inside of an OR inside of an AND, out of a condition of a join.
select count(*) from orders o join kinds k on ((k.ia && '{1,2,3,4}'::int[]) or (case 'apple'::text when o.o_orderstatus then true else false end) and ('{}'::text[] in (k.ta, k.ta, k.ta)));
-- An interval loses fields by a cast; the sign of a zero.
select iv::interval day to minute, iv::interval year, iv::interval(1) from kinds;
select -'0'::float8, '-0'::float4 from kinds;
-- What stands beside a set-returning function is computed where the set is empty, too; not what is computed from it.
select (select d from wide), generate_series(1, 0) from tree;
select (select a from links where a >= id), generate_series(1, 0) from tree;
select 1 / (id - id), generate_series(1, 0) from tree;
select 1 / (id - id), generate_series(1, 0) + 1 from tree;
select 1 / (id - id), generate_series(1, 0) from tree order by id;
select 1 / (id - id), generate_series(1, generate_series(1, 1) - 1) from tree;
select distinct 1 / (id - id), generate_series(1, 0) from tree;
select x from (select 1 / (id - id) as y, generate_series(1, 0) as x from tree) s;
select count(*) from (select (select a from links), generate_series(1, 0) from tree) s;
select (select a from links), generate_series(1, 0) + 1 from tree;
-- A subquery that fails, beside no rows.
select (select a from links) from nothing;
select (select a from links) from tree where name = 'nobody';
select (select a from links), x from tree, generate_series(1, 0) x;
select (select a from links), count(*) from tree group by name having count(*) > 1000;
-- A constant that decides a condition does not excuse an ungrouped column.
select true or id > 3 from tree group by name;
select case when true then 1 else id end from tree group by name;
select (select count(*) from nothing where true or t.id > 3) from tree t group by name;
select (select count(*) from nothing where false and t.id > 3) from tree t group by name;
select (select count(*) from nothing where coalesce(true, t.id > 3)) from tree t group by name;
select true or id > 3, count(*) from tree group by true or id > 3;
select case when true then id else id + 1 end + 1 from tree where id < 3;
select sum(case when true then id else null end) from tree;
select count(*) from tree a full join links b on a.id = b.a and (a.id > b.b and false);
-- A recursive query that has no equality, named and not named.
with recursive w1(x) as (select id::bit(8)::varbit from tree union select x from w1 where false), w2 as (select * from w1) select 1;
with recursive w1(x) as (select id::bit(8)::varbit from tree union select x from w1 where false) select 1;
with recursive w1(x) as (select id::bit(8)::varbit from tree union select x from w1 where false) select * from w1 where false;
with recursive w2 as (with recursive w1(x) as (select id::bit(8)::varbit from tree union select x from w1 where false) select * from w1) select 1;
with recursive w1(x) as (select id::bit(8)::varbit from tree union all select x from w1 where false) select count(*) from w1;
-- A column that nothing reads, passed on by others.
select (select bit_or(t4.c2) from (select 0 as c2, (case t2.name when 'x' then 'äé'::character(6) else 'İ'::character(6) end) as c3 from tree t2 join links t3 on true order by t2.id desc, t3.a nulls first) t4) from tree;
-- What is left of a condition is an OR inside of an OR, an AND inside of an AND.
select count(*) from tree where id = 1 or (case when true then id = 2 or name = 'x' else parent = 3 end) or id = 4;
select count(*) from tree where id = 1 and (false or (id = 2 and name = 'x')) and id < 4;
select count(*) from tree where (id = 1 or (true and (id = 2 or (false or id = 3 or name = 'x'))));
-- What EXISTS does not ask for must be right all the same.
select exists (select name from nothing) from tree group by parent;
select exists (select t.name from nothing) from tree t group by parent;
select parent from tree t group by parent having bool_and(exists (select max(t.id) from links));
select exists (select max(t.id) from links) from tree t;
select id from tree where exists (select 1 / 0 from links where a = id) order by id;
-- A key of grouping sets that comes down to a constant.
select parent, count(*) from tree group by parent, cube (coalesce(1, id)) having coalesce(1, id) is not null;
select parent, coalesce(1, id), coalesce(1, id) + 1 from tree group by parent, cube (coalesce(1, id));
select true or id > 1, count(*) from tree group by rollup (1) having true or id > 1;

-- DISTINCT sorts by an expression with constants, which are arguments where texts are planned once
select array_agg(distinct gcd(7 % 1000, o_orderkey % 1000)) from orders;
select string_agg(distinct to_char(o_orderdate, 'YYYY') || '!', ',' order by to_char(o_orderdate, 'YYYY') || '!') from orders where o_orderkey < 500;

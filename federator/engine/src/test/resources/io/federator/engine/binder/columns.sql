select 1
select 'a'
select null
select 1.5, 1e3, 12345678901, 123456789012345678901
select true, false, null::boolean
select b'101', x'1F'
select -1, - 2.5, +3
select 1 as one, 2 "Two", 3 three
select
select from t
select * from t
select t.* from t
select (select * from (select 1 as zz) q), (select t.* from (select 2 as yy) t), (values (1))
select (t).a from t
select (t).* from w t
select public.t.a from t
select a, a from t
select a + 1, a + b, a * n, n + n, n / 2, f * 2, a / 2, b % 3, a ^ 2 from t
select s || v, s || c, v || v, s || 1, 'a' || 'b', c || c from t
select d + 1, d - 1, d - d, d + interval '1 day', ts - ts, ts + interval '1 hour', tz - interval '1 day', i + i, i * 2 from t
select v::text, s::varchar(5), n::integer, n::numeric(6,1), a::numeric, n::numeric, c::char(3), c::varchar, '1'::int, '2020-01-01'::date from t
select cast(1 as bigint), cast('12' as smallint), int4 '7', float8 '1.5', interval '1' day, interval '3' hour, interval(2) '3', interval '3' second(1), timestamp(2) '2020-01-01 00:00:00'
select varchar 'abc', char 'x', char(3) 'x', "char" 'x', name 'n', bpchar 'q'
select text 'x', numeric '1.50', numeric(10,2) '1.5', date 'today' is not null
select a = 1, a <> b, s < 'x', not flag, flag and true, flag is true, a is null, a is distinct from b from t
select a between 1 and 2, a in (1,2), s like 'x%', s ilike 'x', s similar to 'x', s !~~ 'x', s ~ 'x' from t
select case when a = 1 then 'x' else s end, case a when 1 then 1 when 2 then 2.5 end, case when flag then v end, case when flag then n else n end from t
select case when flag then n else a end, case when flag then v else s end, case when flag then null else 1 end, case when flag then 'a' else 'b' end from t
select coalesce(a, b), coalesce(v, 'x'), coalesce(n, 0), coalesce(null, null), coalesce(s, v), coalesce(v, v) from t
select nullif(a, 1), nullif(s, 'x'), nullif(n, 1), nullif(v, 'a'), nullif('a', 'b'), greatest(a, b), least(n, 1), greatest(v, v), greatest('a','b') from t
select array[1,2], array[1,2.5], array['a','b'], array[a,b], array[[1,2],[3,4]], array[]::int[], array[v, v], array[n, n] from t
select arr[1], arr[1:2], arr[1][2], (array[1,2])[1], tags[1] from t, u
select row(1, 'a'), (1, 2), row(t.*) from t
select row(a, b) = row(1, 2), (a, b) < (1, 2), (a, b) in ((1, 2)) from t
select count(*), count(a), sum(a), sum(b), sum(n), sum(f), avg(a), avg(n), avg(f), min(s), max(v), min(c), min(d), max(n) from t
select sum(distinct a), count(distinct s), string_agg(s, ','), string_agg(s, ',' order by a), array_agg(a), array_agg(v), bool_and(flag), every(flag) from t
select stddev(t.a), variance(n), corr(f, f), bit_and(t.a), json_agg(t.a), jsonb_agg(t.s), json_object_agg(t.s, t.a), sum(i), sum(x) from t, u where t.id = u.id
select percentile_cont(0.5) within group (order by f), percentile_disc(0.5) within group (order by v), mode() within group (order by a), rank(1) within group (order by a) from t
select count(*) filter (where a > 1), sum(a) filter (where flag) from t
select a, count(*) from t group by a
select a, count(*) from t group by 1
select a as k, count(*) from t group by k
select a + 1, count(*) from t group by a + 1
select t.*, count(*) from t join w on t.a = w.a group by t.id
select id, s, count(*) from t group by id
select a, b, count(*), grouping(a, b) from t group by rollup(a, b)
select a, b, grouping(a) from t group by cube(a, b)
select a, s, sum(n) from t group by grouping sets ((a), (s), ())
select a, s, v, sum(n) from t group by a, rollup(s, v)
select max(a) from t having count(*) > 1
select 1 from t having true
select sum(a) + 1, sum(a) / count(*), avg(a) * 2 from t
select count(*), (select count(*) from u where u.id = count(t.a)) from t
select row_number() over (), rank() over (order by a), dense_rank() over (partition by s order by a), percent_rank() over (order by a), cume_dist() over (order by a), ntile(4) over (order by a) from t
select lag(a) over (order by b), lead(v) over (order by b), lag(n, 1, 0) over (order by b), first_value(v) over w, last_value(n) over w, nth_value(s, 2) over w from t window w as (partition by a order by b)
select sum(a) over (order by b rows between 1 preceding and current row), avg(n) over (order by d range between interval '1 day' preceding and interval '1 day' following) from t
select sum(a) over w, count(*) over (w rows unbounded preceding) from t window w as (order by b)
select sum(sum(a)) over (order by s), rank() over (order by count(*)) from t group by s
select count(*) filter (where flag) over (order by a) from t
select a, b from t order by 1, 2 desc
select a as x from t order by x desc nulls last
select a as x from t order by a + b, -a
select a from t order by s limit 10 offset 5
select a from t order by a fetch first 3 rows only
select a from t order by a fetch first 3 rows with ties
select a from t limit all
select a from t limit null offset null
select distinct a, v from t
select distinct a, v from t order by v, a
select distinct on (a) a, b from t order by a, b desc
select distinct on (a) b from t
select distinct on (s, a) a, s, b from t order by a, s, b
select distinct 'x'
select 1 union select 2
select 1 union all select 2.5
select a from t union select b from t
select a, v from t union all select id, s from t
select v from t union all select v from t
select n from t union all select n from t
select n from t union all select 1.5
select 'a' union select 'b'
select 'a' union all select s from t
select null union select 1
select null union select null
select null union all select null union all select 1::text
select a from t intersect select a from w
select a from t except all select a from w
(select a from t limit 3) union all (select b from t order by b limit 2) order by 1
select a as x from t union select a as y from w order by x
values (1, 'a'), (2, 'b')
values (1), (2.5)
values (null, 1), (2, null)
values (1, 'a') order by column1
select * from (values (1, 'a'), (2, 'b')) as v(x, y)
select * from (values (1, 'a'), (2, 'b')) as v
select x, y from (values (1, now())) as v(x, y)
table w
table w order by a limit 1
select * from t join w on t.a = w.a
select * from t join w using (a)
select * from w natural join (select a, c::text as z from w) q
select * from t left join u using (a)
select * from t full join w using (a)
select a from t right join u using (a)
select * from t as x (p, q) cross join w
select * from (t join w using (a)) as j
select j.x from (t join w on t.a = w.a) as j (id, x, b, s1)
select a.b, w.c from t a, w
select * from w w1, w w2
select w1.*, w2.a from w w1 join w w2 on w1.c = w2.c
select x.a, y.a from t x left join (select a from w) y on x.a = y.a
select * from t join u using (id) join w on w.a = t.a
select ju.id from t join u using (id) as ju
select * from (select a, b + 1 from t) q
select * from (select a as x, count(*) from t group by a) as q (k)
select q.k from (select a as x, count(*) from t group by a) as q (k)
select * from (select 1, 'a') x
select * from (select 'a' as u) x
select * from t, lateral (select t.a + w.a as z from w) l
select * from t left join lateral (select count(*) as n2 from w where w.a = t.a) l on true
select * from (select 1)
select (select a from t limit 1), (select max(n) from t), (select v from t limit 1) as named
select exists (select 1 from t), not exists (select 1 from t), 1 in (select a from t), 1 not in (select a from t)
select a = any (select a from w), a > all (select a from w), a = any (arr), s = any (array['a', 'b']), a = any ('{1,2}') from t
select array(select a from t order by b), array(select v from t)
select a from t where (a, b) in (select a, c from w)
select a from t where (a, b) = (select a, c from w)
select a from t where exists (select 1 from w where w.a = t.a and w.c > (select avg(a) from u where u.id = t.id))
with q as (select a, s from t) select * from q
with q (x) as (select a, s from t) select x, s from q
with q as (select 1 as one), r as (select one + 1 as two from q) select * from q, r
with q as (select * from t) select count(*) from q a join q b on a.id = b.id
with recursive r (k) as (select 1 union all select k + 1 from r where k < 10) select k from r
with recursive r as (select id, a from t where a is null union all select t.id, t.a from t join r on t.a = r.id) select * from r
with q as materialized (select a from t) select a from q
select * from generate_series(1, 3)
select * from generate_series(1, 3) as g
select g, g * 2 from generate_series(1, 3) as g
select x from generate_series(1, 3) as g(x)
select * from generate_series(timestamp '2020-01-01', timestamp '2020-01-03', interval '1 day') d
select * from unnest(array[1,2]) with ordinality
select * from unnest(array['a','b']) with ordinality as x(v, n)
select t.id, e from t, unnest(t.arr) as e
select * from json_each('{"a":1}')
select key, value from jsonb_each('{"a":1}'::jsonb) x
select * from json_array_elements('[1]') e
select * from jsonb_object_keys('{"a":1}')
select * from upper('x')
select * from upper('x') as y
select * from current_date
select * from abs(-1) with ordinality
select * from regexp_split_to_table('a b', ' ') w
select generate_series(1, 3), a from t
select unnest(arr) from t
select generate_series(1, 2), generate_series(1, 3)
select current_date, current_time, current_timestamp, localtime, localtimestamp, current_timestamp(3), localtime(0)
select current_user, session_user, user, current_role, current_catalog, current_schema
select now(), extract(year from d), extract(epoch from ts), date_trunc('month', ts), date_part('day', d), ts at time zone 'UTC', tz at time zone 'UTC', age(ts, ts) from t
select upper(v), lower(s), length(s), substring(s from 1 for 2), position('a' in s), trim(s), trim(both 'x' from s), overlay(s placing 'x' from 1), replace(s, 'a', 'b'), left(v, 2), concat(s, a), concat_ws(',', s, v) from t
select abs(a), round(n), round(n, 1), round(f), floor(n), ceil(f), trunc(n, 1), mod(a, 2), power(a, 2), sqrt(f), sign(n), random() from t
select to_char(ts, 'YYYY'), to_char(n, '99'), to_date('2020', 'YYYY'), to_timestamp(1), to_number('1', '9'), make_date(2020, 1, 1) from t
select j -> 'a', j ->> 'a', j #> '{a}', j -> 0, j @> '{}', j ? 'a', j || '{}', doc -> 'x', doc ->> 'x' from t, u
select array_length(arr, 1), cardinality(arr), array_append(arr, 1), array_position(arr, 1), arr || 1, arr || arr, unnest(arr) from t
select date(ts), text(a), int4(b), float8(n), timestamp '2020-01-01' from t
select pg_typeof(1), version(), current_setting('x'), format('%s', a), md5(s), gen_random_uuid(), pg_backend_pid() from t
select s collate "C", s collate "C" < 'x' from t
select overlaps(d, d, d, d), (d, d) overlaps (d, d) from t
select a::text || 'x' as label, a::text from t
select $1::int, $2::text
select * from t where a = $1 and s = $2 and d > $3
select $1 + 1, $2 || 'a'
select a from t limit $1 offset $2
select case when $1 then 1 end
select coalesce($1, 1), $2 = any(array[1,2]), 1 = any($3)
select $1
select t.a from t where t.a in ($1, $2)
select sum(a) as "Sum", count(*) "n" from t order by "Sum"
select x.a from t x where x.b = (select max(y.b) from t y where y.a = x.a)
select (select t.a + u.id from u limit 1) from t
select tableoid from t
select count(*) from (select distinct a from t union select a from w) q
select t.d::timestamp, t.d::timestamptz, t.ts::date, t.ts::time from t
select bool 't', true::text, flag::int from t
select max(arr), min(d), max(tm) from t, u
select 1::smallint + 1, 1::smallint + 1::smallint, 2::bigint * 2, 2::real * 2, 2::real + 2::numeric
select avg(a)::numeric(10,2), sum(n)::int, max(n)::text::numeric from t
select u.x, u.x + 1, u.x * 2.5, u.x::numeric from u
select * from t where not exists (select * from w where w.a = t.a)
select count(*) over () as total, a from t where a > 0 order by total limit 5
select o_orderkey, l.* from orders join lateral (select sum(l_quantity) from lineitem where l_orderkey = o_orderkey) l on true

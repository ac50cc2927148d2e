select x from t
select t.x from t
select q.a from t
select a from nosuch
select a from nosuch.t
select a from public.nosuch
select other.public.t.a from t
select a from t, w
select t.a from t x
select t.a from t, t
select * from t a, w a
select a from t a join w a on true
select * from t, (select t.a) q
select * from t, lateral (select z.a) q
select * from w right join lateral (select w.a) q on true
select * from w full join lateral (select w.a as k) q on true
select * from t join w on t.a = u.a, u
select * from t join w using (x)
select * from t join u using (s, s)
select * from t join w using (b)
select * from (select 1 as a, 2 as a) q join w using (a)
select * from w as q(a, b, c, d)
select * from (select 1) q(a, b)
select q.a from (select a from t) q where t.a = 1
select * from t where a
select * from t where a + 1
select * from t where 'x'
select * from t where s
select not a from t
select a and true from t
select true or s from t
select a is true from t
select case when a then 1 end from t
select case a when 'x' then 1 end from t
select case when flag then 1 else 'x' end from t
select case when flag then 1 else s end from t
select case when flag then s else 1 end from t
select coalesce(1, s) from t
select coalesce(a, 'x') from t
select greatest(a, s) from t
select nullif(a, s) from t
select 'abc'::int
select '1.5'::int
select int '12x'
select a = 'x' from t
select d > 'yesterdayish' from t
select a in (1, 'x') from t
select date '2020-13-01'
select timestamp 'foo'
select interval '1 foo'
select '{1,x}'::int[]
select 'x'::uuid
select '{bad'::jsonb
select 't1'::boolean
select 99999999999::int, '99999999999'::int
select a + s from t
select a + flag from t
select -s from t
select flag + 1 from t
select d + d from t
select d = ts + 1 from t
select a || b from t
select a like 1 from t
select s ~ 1 from t
select a = s from t
select j = 1 from t
select doc = doc from u
select @@@ 1
select a <-> b from t
select nosuch(1)
select upper(1, 2)
select upper()
select lower(a) from t
select substring(a from 1) from t
select round(s) from t
select length(1)
select now(1)
select concat()
select date_trunc(ts, 'x') from t
select nosuch.upper('x')
select pg_catalog.nosuch('x')
select a::date from t
select flag::date from t
select cast(d as int) from t
select arr::int from t
select i::date from t
select a::nosuch from t
select a::nosuch[] from t
select s::varchar(0) from t
select n::numeric(2000) from t
select n::numeric(5, 2, 1) from t
select a::int(3) from t
select a::public.foo from t
select s from t group by a
select t.s, count(*) from t group by t.a
select a, count(*) from t
select count(*), s from t where a = 1
select a + b from t group by a
select a from t having s = 'x'
select a from t group by a having b > 1
select a from t group by a order by b
select * from t group by a
select w.b from w group by w.c
select count(*) from t where count(*) > 1
select count(*) from t group by count(*)
select count(*) from t group by 1
select a, sum(count(a)) from t group by a
select sum(a) from t join w on sum(t.a) > 1
select 1 from t where exists (select 1 from w having sum(t.a) > 1)
select sum(a) filter (where count(*) > 1) from t
select (select t.s from w limit 1) from t group by t.a
select a from t group by 5
select a from t group by 'x'
select a from t group by 1.5
select a from t order by 5
select a from t order by 'x'
select a from t order by null
select a from t order by nosuch
select a as x, b as x from t order by x
select a as x, b as x from t group by x
select a as x from t order by x + 1
select a as x from t where x = 1
select distinct a from t order by b
select distinct a from t order by a + 1
select distinct on (a) a, b from t order by b, a
select distinct on (a, b) a, b from t order by a, s, b
select distinct on (9) a from t
select sum(distinct a order by b) from t
select string_agg(distinct s, ',' order by a) from t
select sum(a, b) from t
select sum(s) from t
select sum() from t
select count(distinct doc) from u
select avg(flag) from t
select upper(distinct s) from t
select upper(*) from t
select upper(s) filter (where true) from t
select upper(s) over () from t
select upper(s order by a) from t
select rank() from t
select row_number() over w from t
select sum(a) over (partition by sum(b)) from t
select sum(sum(a) over ()) over () from t
select sum(row_number() over ()) from t
select a from t where row_number() over () = 1
select a from t group by row_number() over ()
select a from t having row_number() over () = 1
select count(*) over (order by doc) from u
select sum(a) over (w partition by b) from t window w as (order by b)
select sum(a) over (w order by b) from t window w as (order by b)
select sum(a) over (w) from t window w as (rows unbounded preceding)
select sum(a) over w from t window w as (order by a), w as (order by b)
select sum(a) over (order by a range between 'x' preceding and current row) from t
select sum(a) over (order by a, b range between 1 preceding and current row) from t
select sum(a) over (groups between 1 preceding and current row) from t
select sum(a) over (order by s range between 1 preceding and current row) from t
select sum(a) over (rows between a preceding and current row) from t
select count(distinct a) over () from t
select rank(1) within group (order by s) from t
select percentile_cont(0.5) within group (order by s) from t
select sum(a) within group (order by b) from t
select percentile_cont(0.5) from t
select grouping(b) from t group by a
select grouping(a) from t
select doc from u group by doc
select doc from u order by doc
select distinct doc from u
select doc from u union select doc from u
select 1 union select 1, 2
select 1 union select 'x'
select 'a' union select 'b' union select 1
select a from t union select s from t
select a, s from t union all select s, a from t
select a from t union select a from w order by b
select a from t union select a from w order by a + 1
select a from t union select a from w order by 2
values (1, 2), (3)
values (1), ('x')
values (1), (s)
values (count(*))
values (default)
select * from (values (1, 2)) as v(a, b, c)
select a from t limit 'x'
select a from t limit a
select a from t limit s
select a from t offset b
select a from t limit count(*)
select a from t limit flag
select a from t fetch first 3 rows with ties
select (select a, b from t)
select (select * from t)
select a in (select a, b from t) from t
select (a, b) in (select a from t) from t
select (a, b) = (1, 2, 3) from t
select row(1, 2) < row(1, 'x')
select a in (select s from t) from t
select a = any (select s from t) from t
select a = any (s) from t
select a = any (1) from t
select a + any (arr) from t
select a = any ('{x}') from t
select array[1, 'x']
select array[1, flag] from t
select array[]
select a[1] from t
select arr['x'] from t
select arr[flag] from t
select (t).x from t
select (a).x from t
select (1).x
select *
select x.* from t
select * from t where (select a from w) = 's'
with q as (select 1) select * from r
with q as (select 1), q as (select 2) select * from q
with q (a, b) as (select 1) select * from q
with q as (select * from r), r as (select 1) select * from q
with q as (select x from t) select 1
with recursive r as (select 1 as k from r union all select 1) select * from r
with recursive r as (select k from r) select * from r
with recursive r as (select 1 as k union all select k + 1.5 from r) select * from r
select * from nosuch(1)
select * from generate_series('a', 'b')
select * from generate_series(1)
select * from count(1)
select * from t, generate_series(1, count(*))
select a from t where generate_series(1, 2) = 1
select sum(generate_series(1, 2))
select case when true then generate_series(1, 2) end
select coalesce(generate_series(1, 2), 1)
select a from t limit generate_series(1, 2)
select a from t group by a having generate_series(1, 2) = 1
select 1 where json_each('{}') is null
select s collate "nosuch" from t
select a collate "C" from t
select a from t where a = $1 and s = $1
select $1 + $1
select $2
select concat($1)
select t.a from t order by sum(a)
select max(a) from t order by a
select a from t group by a order by max(b), s
select count(t.*) from t where q.* is null
select extract(foo from d), extract(year from s) from t
select position(1 in s) from t
select a between 'x' and 2 from t
select s between 1 and 2 from t
select a is distinct from s from t
select default
select sum(u.a) over () from t
select u.id from t where u.id = 1
select t.id.a from t
select lag(a, 'x') over () from t
select ntile('x') over () from t
select string_agg(s) from t
select make_date(1, 2)
select to_char(s) from t
select f || f || f from t
select a % f from t
select interval '1' + 1
select 1 = all (select 'x' from t)
select upper(s => 'x')
select make_date(year => 1, month => 2, 3)
select a from t where b in (select c from w where w.a = t.nosuch)
select a from t order by (select max(b) from w where w.c = x.id)
select count(*) from t join w on w.a = t.id group by w.b having max(t.s) > 1
select a, max(b) over (partition by s) from t group by a
select sum(b) over () from t group by a
select a from t union (select s, a from t) order by 1
select a from t where row(a, b) = row(1)
select case when flag then 1 when a then 2 end from t
select 1 where exists (select 1 having 1)
select a from t limit (select b from t where t.nosuch = 1)
select array(select a, b from t)
select exists (select nosuch from t)
select a from t where a = (select a, b from w)
select x from (select a as x from t) q where q.y = 1
select nullif(1, 'x')
select greatest(1, 'x')
select 'x' + 1
select '1' + 'x'
select 1 + 'x'
select now() + 1
select current_date - 'x'
select t.a.b.c.d from t
select * from (values (1)) v join lateral (select v.column2) q on true
select interval 'x' day
select $1::int + $1::text
select cast('x' as numeric(3,1))
select a from t natural join nosuch
select u from u order by doc
select sum(distinct doc::text) over () from u

select 1
select
select from t
select all 1
select all
select distinct a, b from t
select distinct on (a, b) a, b, c from t order by a, b, c desc
select a b, c as d, e "F", g as select from t
select 1 as value, 2 value, 3 as year, 4 result, 5 name, 6 type, 7 text, 8 as month
select 1 and
select 1 is
select 1 or
select 1 like
select 1 in
select 1 not
select 1 at, 2 collate, 3 between from t
select true and false or not true and null
select a.*, b.* , * from a, b
select (t).* from t
select (t).a.b.* from t
select t.a[1].b[2:3][4], ($1).x, $1[1], (array[1,2])[1], ((select t)).a from t
select a[1], a[1:2], a[:2], a[1:], a[:], a[1][2] from t
select -1, - 1, +1, - -1, -(-1), -2147483648, -9223372036854775808, 9223372036854775808
select 0x1F, 0o17, 0b101, 1_000, 1e10, 1.5e-3, .5, 5., 1_000.000_1, 0xFFFFFFFFFFFFFFFFFF
select $$a'b$$, $x$a$$b$x$
select e'a\n\'\\\x41\101\u0041\U00000041'
select u&'d\0061t\+000061', u&'d!0061' uescape '!', u&"d\0061t"
select n'abc', b'101', x'1F', B'', X''
select 'it''s', "a""b", "Select"
select $1, $2::int, $10
select a + b * c - d / e % f ^ g
select a ^ b ^ c, - a ^ b, a - b - c
select not a = b, not not a, not a is null
select a || b || c, a -> 'x' ->> 'y', a #>> '{a,b}', a @> b, a <@ b, a ? 'x', a ?| b, a && b
select a ~ 'x', a !~ 'x', a ~* 'x', a !~* 'x', a ~~ 'x', a !~~* 'x'
select a operator(pg_catalog.+) b, operator(pg_catalog.-) a, a operator(+) b
select @ -5, |/ 25, ||/ 27, !! 'a', ~ 5
select a <> b, a != b, a <= b, a >= b, a < b, a > b, a = b
select a*-1, a<-1, a=-1, a@-1, a+ -1
select a is null, a is not null, a isnull, a notnull
select a is true, a is not true, a is false, a is not false, a is unknown, a is not unknown
select a is distinct from b, a is not distinct from b and c
select a is null is null is not true
select a is normalized, a is not nfc normalized, normalize(a), normalize(a, nfkd)
select a is json, a is not json object, a is json array with unique keys, a is json scalar without unique
select a between 1 and 2, a not between 1 and 2 and b, a between symmetric 2 and 1, a between asymmetric 1 and 2
select a between b + 1 and c - 1 or d, a between b = c and d
select a in (1), a in (1, 2, 3), a not in (1, 2), a in (select 1), a in ((select 1)), a in ((select 1), 2)
select (a, b) in ((1, 2), (3, 4)), (a, b) in (select 1, 2)
select a like 'x', a not like 'x', a ilike 'x', a not ilike 'x' escape '!', a like 'x' || 'y' escape ''
select a similar to 'x', a not similar to 'x' escape '#'
select a like any (array['x']), a not ilike all (select 'x'), a like some ('{x}'::text[])
select a = any (array[1, 2]), a = any ($1), a <> all (select 1), a = some ('{1}'), a + 1 > all (values (1), (2))
select a = any ((select array[1])), a operator(pg_catalog.=) any (array[1]) from t
select exists (select 1), not exists (select 1 from t), exists ((select 1))
select (select 1), (select 1) + 1, ((select 1)), ((select 1) union (select 2)), (((select 1)) + 2)
select array(select 1), array[1, 2], array[[1, 2], [3, 4]], array[]::int[], array[array[1], array[2]]
select row(1, 2), row(), row(1), (1, 2), (a, b) = (c, d), row(a.*), (a.*, 1) from a
select (1, 2) overlaps (3, 4), row(1, 2) overlaps row(3, 4)
select case when a then 1 end, case a when 1 then 2 when 3 then 4 else 5 end, case (select 1) when 1 then 2 end
select coalesce(a, b, c), nullif(a, b), greatest(a, b), least(a), coalesce(a)
select cast(a as int), cast(a as numeric(10, 2)), a::text::int, cast(null as varchar(10)), a::"char"
select a::int[], a::int[3][4], a::int array, a::int array[5], a::setof int
select a::timestamp with time zone, a::timestamp(3) without time zone, a::time with time zone, a::time(6), a::timestamptz
select a::double precision, a::character varying(10), a::char varying, a::national character varying(5), a::nchar(3), a::bit varying(5), a::bit(3), a::bit
select a::interval, a::interval year to month, a::interval day to second(3), a::interval(3), a::interval second(2), a::interval hour
select a::int, a::integer, a::smallint, a::bigint, a::real, a::float, a::float(24), a::float(25), a::decimal, a::dec(5), a::boolean, a::json, a::jsonb
select a::pg_catalog.int4, a::my.type(1, 'x'), a::"My Type", a::pg_catalog.varchar(3)
select date '2020-01-01', time '10:00', timestamp '2020-01-01 10:00', timestamp with time zone '2020-01-01 10:00+00', timestamptz 'now'
select interval '1 day', interval '1' day, interval '1-2' year to month, interval '1.5' second(1), interval(3) '1.23456'
select int '1', float8 '1.5', double precision '2', char 'x', char(3) 'x', varchar(3) 'abc', numeric(5, 2) '1.23', bit '101', bit(3) '101', boolean 't', point(1) '(1,2)'
select pg_catalog.date '2020-01-01', json '{}', "my type" 'x'
select a collate "C", a collate pg_catalog."default" || 'x', a || b collate "C" < c
select a at time zone 'utc', a at time zone 'utc' at time zone 'cet', a at local, a::timestamp at time zone b || c
select f(), f(1), f(1, 2), s.f(1), db.s.f(1), f(a => 1), f(1, b => 2), f(a := 1), f(variadic array[1]), f(1, variadic b)
select count(*), count(distinct a), count(all a), sum(a) filter (where b), array_agg(a order by b desc nulls last, c)
select percentile_cont(0.5) within group (order by a), mode() within group (order by a desc) filter (where b > 1)
select rank() over (), sum(a) over w, sum(a) over (partition by b order by c), f() over (w rows 1 preceding) from t window w as (partition by a), v as (w order by b)
select sum(a) over (order by b rows between unbounded preceding and current row), sum(a) over (order by b range between 1 preceding and 1 following exclude current row)
select sum(a) over (groups between 1 following and unbounded following exclude ties), sum(a) over (order by b rows unbounded preceding exclude no others), sum(a) over (rows 5 preceding exclude group)
select sum(a) over (range between interval '1 day' preceding and interval '1 day' following) from t
select extract(year from a), extract('epoch' from a), extract(dow from a), extract("Year" from a), extract(second from interval '1')
select substring(a from 1), substring(a from 1 for 2), substring(a for 2), substring(a for 2 from 1), substring(a, 1, 2), substring(a similar 'x' escape '#'), substring()
select overlay(a placing b from 1), overlay(a placing b from 1 for 2), overlay(a, b, 1), position(a in b), position('x' || 'y' in b)
select trim(a), trim(both from a), trim(leading 'x' from a), trim(trailing from a), trim('x' from a), trim(a, 'x'), trim(from a)
select treat(a as text), collation for (a), grouping(a, b), cast('1' as int)
select current_date, current_time, current_time(3), current_timestamp, current_timestamp(0), localtime, localtime(1), localtimestamp, localtimestamp(2)
select current_user, session_user, system_user, user, current_role, current_catalog, current_schema, current_schema()
select left(a, 1), right(a, 1), like(a, b), isnull(a), overlaps(1, 2, 3, 4), is(1)
select int, integer, values, row, time, timestamp, interval, bit, char, coalesce, exists, extract, national, setof, trim from t
select int.a, time.b, values.c from t
select nulls, first, last, day, name, filter, within, over, range, rows, partition from t
select a from t where a = 1 and b = 2 or c = 3
select a from t where (a = 1 or b = 2) and not (c = 3)
select a, count(*) from t group by a having count(*) > 1 order by 2 desc, a
select a, b from t group by rollup (a, b), cube (c, (d, e)), grouping sets ((a), (b), (), rollup (c), grouping sets (d))
select a from t group by distinct rollup (a), rollup (a)
select a from t group by all a, ()
select a from t group by ()
select a from t group by rollup, cube
select a from t order by a asc nulls first, b desc nulls last, c using <, d using operator(pg_catalog.>) nulls last
select a from t limit 1
select a from t limit 1 offset 2
select a from t offset 2 limit 1
select a from t limit all offset 0
select a from t limit (select 1)
select a from t limit $1 offset $2
select a from t offset 1 row
select a from t offset 1 rows fetch first 5 rows only
select a from t order by a fetch first row with ties
select a from t order by a fetch next 3 rows with ties offset 1
select a from t fetch first $1 rows only
select a from t fetch next (1 + 2) rows only
select a from t offset a + 1
select a from t offset (1) rows
select a from t offset -1 rows
select a from t for update
select a from t for no key update of t nowait
select a from t for share of t skip locked for key share
select a from t limit 1 for update
select a from t for update limit 1
select a from t for read only
select a from only t, only (u), v *, s.t as x, db.s.t y (a, b), t as z (a)
select a from t tablesample system (10), u tablesample bernoulli (5) repeatable (1), v w tablesample my.method(1, 2)
select a from (select 1) x, (select 2) as y (a), (values (1), (2)) v (a), (select 3)
select a from ((select 1)) x, ((select 1) union (select 2)) y, (((values (1)))) z
select a from (table t) x, (with q as (select 1) select * from q) y
select a from lateral (select 1) x, lateral f(1) y, f(x) as z
select a from t join u on t.a = u.a
select a from t inner join u using (a, b)
select a from t left join u on true right outer join v using (a) full join w on false
select a from t natural join u natural left join v cross join w
select a from t join u join v on 1 = 1 on 2 = 2
select a from t cross join u join v on true
select a from (t join u on true) join v on true
select a from (t join u on true) as x (a, b)
select a from ((t join u on true))
select a from ((t join u on true) x join v on true) y
select a from ((select 1) x join t on true)
select a from ((select 1) join (select 2) on true)
select a from (((select 1) x cross join t) cross join u), v
select a from t join u using (a) as x
select a from f(1) with ordinality as x (a, b), g() y, s.h(1, 2)
select a from f() as (a int, b text), f() as x (a int, b text collate "C"), f() y (a numeric(3, 1)[])
select a from rows from (f(1), g(2) as (a int)) with ordinality as x (a, b)
select a from generate_series(1, 10) g, unnest(array[1, 2]) with ordinality u (a, n)
select a from current_date, current_user as x, coalesce(1, 2) y, cast(1 as int) z
select a from t union select b from u
select a from t union all select b from u except select c from v intersect all select d from w
select a union distinct select b
(select a) union (select b order by 1 limit 1) order by 1 limit 2
(select a)
((select a))
(select a) order by 1
(select a order by 1) limit 1
((select a union select b)) intersect select c
select a from t union (select b union select c)
values (1, 'a'), (2, default)
values (1) order by 1 limit 1
values (1) union select 2
table t
table only t order by 1
select a from t union table u
with x as (select 1) select * from x
with x (a, b) as (select 1, 2), y as materialized (select 1), z as not materialized (select 2) select * from x
with recursive t (n) as (values (1) union all select n + 1 from t where n < 100) select sum(n) from t
with recursive as (select 1) select 1
with x as (values (1)) values (2)
with x as (table t) table x
with x as (with y as (select 1) select * from y) select * from x union select 2 order by 1
with x as (insert into t values (1) returning *) select * from x
with x as (update t set a = 1 returning a), y as (delete from u returning *) select * from x, y
with x as (select 1) (select * from x)
select * from (with x as (select 1) select * from x) y
select (with x as (select 1) select * from x)
insert into t values (1, 2)
insert into t default values
insert into t (a, b.c, d[1], e[1:2]) values (1, default, 3, 4), (5, 6, 7, 8)
insert into s.t as x (a) select b from u where c returning *, x.a as y
insert into t (select 1)
insert into t ((select 1))
insert into t (a) (select 1)
insert into t (values) select 1
insert into t (values (1))
insert into t with x as (select 1) select * from x
insert into t table u
insert into t (a) overriding system value values (1)
insert into t overriding user value select 1
insert into t values (1) on conflict do nothing
insert into t values (1) on conflict (a, lower(b), (c + 1)) where d do update set a = excluded.a, (b, c) = (1, 2) where t.a > 1 returning a
insert into t values (1) on conflict on constraint t_pkey do update set a = default
insert into t values (1) on conflict (a collate "C") do nothing returning with (old as o, new as n) o.*, n.a
with x as (select 1) insert into t select * from x
update t set a = 1
update t set a = a + 1, b = default where c = 2
update only t as x set (a, b) = (select 1, 2), c[1] = 3, d.e = 4 from u join v on true where t.a = u.a returning *
update t x set a = 1
update t set set = 1
update t as set set a = 1
update t * set a = row(1, 2)
update t set a = 1 where current of c
update t set (a) = row(1)
with x as (select 1) update t set a = 1 from x
delete from t
delete from only t as x using u, v where x.a = u.a returning x.*
delete from t where current of cur
with x as (select 1) delete from t using x
truncate t
truncate table only t, u * restart identity cascade
truncate t continue identity restrict
lock t
lock table t, only u in access exclusive mode nowait
lock t in share row exclusive mode
lock t in row share mode
lock t in share mode
lock t in exclusive mode
begin
begin work
begin transaction isolation level serializable, read only, deferrable
begin isolation level read committed read write not deferrable
start transaction
start transaction isolation level repeatable read
start transaction read only, isolation level read uncommitted
commit
commit work
commit transaction and chain
commit and no chain
end
end transaction
rollback
rollback work and chain
rollback and no chain
abort
abort transaction
rollback to a
rollback to savepoint a
rollback transaction to savepoint "A b"
rollback to savepoint
savepoint a
savepoint savepoint
release a
release savepoint a
release savepoint
prepare transaction 'x'
commit prepared 'x'
rollback prepared 'x'
set transaction isolation level serializable
set transaction read only, deferrable
set transaction snapshot '00000003-0000001B-1'
set local transaction read write
set session characteristics as transaction isolation level read committed, read only
set a = 1
set a to 1
set local a to 'x'
set session a = on
set a = true, false, on, off, 1.5, -2, +3, 'x', word, "Word"
set a to default
set a = default
set a.b.c = 'x'
set search_path to public, "$user"
set search_path = ''
set a from current
set time zone 'utc'
set time zone utc
set time zone local
set time zone default
set time zone -8
set time zone 1.5
set time zone interval '-08:00' hour to minute
set time zone interval '1' hour
set local time zone "Europe/Berlin"
set timezone = 'utc'
set names 'utf8'
set names
set names default
set schema 'x'
set role none
set role 'x'
set role = 'x'
set session role admin
set session authorization default
set session authorization 'x'
set session session authorization x
set session authorization x
set local role x
set xml option document
set session = 1
set local = 1
set local.x = 1
set constraints all deferred
set constraints a, b.c immediate
set constraints = 1
show a
show a.b
show all
show time zone
show transaction isolation level
show session authorization
show transaction
show time
reset a
reset all
reset a.b
reset time zone
reset transaction isolation level
reset session authorization
discard all
discard plans
discard sequences
discard temp
discard temporary
prepare p as select 1
prepare p (int, text[], numeric(10, 2)) as select $1, $2
prepare p as insert into t values ($1)
prepare transaction as select 1
execute p
execute p (1, 'a', $1, null)
deallocate p
deallocate prepare p
deallocate all
deallocate prepare all
deallocate prepare
declare c cursor for select 1
declare c no scroll cursor with hold for select 1 order by 1
declare c binary insensitive scroll cursor without hold for values (1)
declare c asensitive cursor for (select 1)
declare c cursor for with x as (select 1) select * from x
declare c cursor for table t
fetch c
fetch from c
fetch in c
fetch next from c
fetch next
fetch prior c
fetch first in c
fetch last from c
fetch absolute 5 from c
fetch absolute -1 c
fetch relative +0 c
fetch 5 c
fetch -5 from c
fetch all c
fetch all in c
fetch forward c
fetch forward 5 from c
fetch forward all in c
fetch backward c
fetch backward 5 c
fetch backward all from c
fetch forward
move c
move 5 from c
move backward all in c
close c
close all
close "All"
copy t to stdout
copy t from stdin
copy t (a, b) to stdout with (format csv, header, delimiter ',', null '')
copy t from '/x' with (format binary)
copy t to program 'x' (force_quote (a, b), header match)
copy (select 1) to stdout
copy (with x as (select 1) select * from x) to stdout csv header
copy (values (1)) to stdout with csv quote as '"' escape '\' force quote *
copy (insert into t values (1) returning *) to stdout
copy t from stdin csv force not null a, b force null c
copy t from stdin using delimiters ',' with null as 'x'
copy t from stdin delimiter as ',' encoding 'utf8' freeze
copy binary t to stdout
copy t from stdin (format csv) where a > 1
copy t from stdin (force_quote *, on_error ignore, reject_limit 5, default 'x')
copy t to stdin
explain select 1
explain analyze select 1
explain analyse verbose select 1
explain verbose select 1
explain (analyze, verbose off, format json, costs true, buffers 1, "timing" 'on') select 1
explain (format yaml) (select 1)
explain (select 1)
explain (analyze) insert into t values (1)
explain (values (1))
explain update t set a = 1
explain delete from t
explain execute p (1)
explain declare c cursor for select 1
explain create table t as select 1
explain analyze with x as (select 1) select * from x
listen a
unlisten a
unlisten *
notify a
notify a, 'x'
call p()
call s.p(1, a => 2)
call p(variadic array[1])
do 'x'
do language plpgsql $$begin end$$
create table t (a int primary key, b text default 'x' not null, c numeric(10, 2) check (c > 0))
create temp table t as select 1
create unlogged table if not exists t (like u including all)
create or replace view v as select 1
create or replace temp recursive view v (a) as select 1
create unique index concurrently i on t using btree (a desc, lower(b)) where c
create function f(a int) returns int language sql begin atomic select 1; select case when a then 1 end; end
create function f() returns int language sql as $$ select 1; $$
create rule r as on insert to t do also (insert into u values (1); delete from v)
create materialized view v as select 1
create trigger tr before insert on t for each row execute function f()
create foreign table t (a int) server s
create text search dictionary d (template = simple)
create sequence s
create extension if not exists x
create schema if not exists s authorization u
create user u password 'x'
alter table t add column a int
alter default privileges grant select on tables to public
alter system set a = 1
drop table if exists t, u cascade
drop owned by u
drop materialized view v
grant select on t to public
revoke all on t from public
comment on table t is 'x'
analyze t
analyze
vacuum full t
vacuum
checkpoint
cluster
reindex table t
refresh materialized view concurrently v
import foreign schema s from server x into y
reassign owned by a to b
security label on table t is 'x'
load 'x'
merge into t using u on t.a = u.a when matched then update set a = 1 when not matched then insert values (1)
with x as (select 1) merge into t using x on true when matched then delete
select 1;
select 1; select 2
;;select 1;;
select 1 -- comment
select /* a /* nested */ b */ 1
select 1 /* x */ + 2 -- y
select '日本語', "列", e'\u65e5', 日本 from 表
select a from t where a = 'x' and b @@ to_tsquery('y') and c <-> '(1,2)' < 5
select a from t where ctid = '(0,1)' and xmin = 5 and tableoid = 't'::regclass
select * from pg_class c where c.relname operator(pg_catalog.~) '^(t)$' collate pg_catalog.default and pg_catalog.pg_table_is_visible(c.oid)
select format('%s', a), replace(a, b, c), name(a), text(a), date(a), year, month from t
select a as filter, b as within, c as over from t
select * from f() filter
select x.* from t as x where x in (select y from u)
select a from t where a in (values (1), (2))
select count(*) from (select distinct a from t) x
select a[b[1]], a[(select 1)], a[b:c + 1] from t
select sum(a) filter (where b) over (partition by c) from t
select 1 < 2 is true, 1 = 2 is not null, a = any (c) is null from t where a < b is true
select - a.b, not a.b, -a[1], -f(1), - a::int, + a collate "C"
select * from t where (a, b, c) > (1, 2, 3) and row(a) = row(1)
select a, b from t where exists (select 1 from u where u.a = t.a) and a not in (select b from v)
select json_exists(j, '$.a' passing 1 as x, '[1]' format json as "Y" true on error)
select json_value(j, '$.a' returning numeric(5, 2) default 1 + 1 on empty error on error)
select json_query(j, '$.a' returning text format json with conditional array wrapper)
select json_query(j, '$.a' without wrapper keep quotes on scalar string empty object on empty null on error)
select * from json_table(j, '$' as root passing 1 as x columns (n for ordinality, a int path '$.a' error on empty, b text format json omit quotes, c bool exists path '$.c' unknown on error, nested path '$.d[*]' as d columns (e int), nested '$.f' columns (nested text)) empty on error) as t(x, y)

-- WITH in all its forms.
with recursive up(id, parent, depth) as (select id, parent, 0 from tree where id = 12 union all select t.id, t.parent, depth + 1 from up join tree t on t.id = up.parent) select * from up order by depth;
with recursive down as (select id, name, 1 as level from tree where parent is null union all select t.id, t.name, level + 1 from tree t join down d on t.parent = d.id) select * from down order by level, id;
with recursive down as (select id, name::text as path from tree where parent is null union all select t.id, d.path || '/' || t.name from tree t join down d on t.parent = d.id) select id, path from down order by path;
with recursive down(id, path) as (select id, array[id] from tree where parent is null union all select t.id, d.path || t.id from tree t join down d on t.parent = d.id) select id, path, cardinality(path) from down order by path;
with recursive down as (select id, weight as total from tree where parent is null union all select t.id, (d.total + coalesce(t.weight, 0))::numeric(6,2) from tree t join down d on t.parent = d.id) select * from down order by id;
with recursive r(n, f) as (select 1, 1::numeric union all select n + 1, f * (n + 1) from r where n < 30) select n, f from r where n % 5 = 0 order by n;
with recursive fib(a, b) as (values (0::bigint, 1::bigint) union all select b, a + b from fib where b < 1000000) select max(a), count(*) from fib;
with recursive r(n) as (select 10 union all select case when n % 2 = 0 then n / 2 else 3 * n + 1 end from r where n <> 1) select n from r;
with recursive r(a) as (select 1 union select mod(a * 2, 11) from r) select a from r order by a;
with recursive reach(a, b) as (select a, b from links where a is not null union select r.a, l.b from reach r join links l on l.a = r.b) select a, count(*), count(b) from reach group by a order by a;
with recursive r(n) as (select 1 union all select n + 1 from r) select n from r limit 5;
with recursive r(n) as (select 1 union all select n + 1 from r where n < 100) select sum(n), avg(n), count(*) from r;
with recursive days(d) as (select date '2024-02-27' union all select d + 1 from days where d < '2024-03-02') select days.d, count(shop.id) from days left join shop on shop.day = days.d group by 1 order by 1;
with recursive r(n, s) as (select 1, 'a'::text union all select n + 1, s || chr(96 + n + 1) from r where n < 8) select s from r order by n;
with recursive a as (select 1 as x union all select x + 1 from a where x < 3), b as (select x * 10 as y from a) select * from a, b where y > x * 10 order by 1, 2;
with recursive r as (select id, parent, 0 as d from tree where id = 1 union all select t.id, t.parent, r.d + 1 from r, tree t where t.parent = r.id and r.d < 2) select d, count(*), max(id) from r group by d order by d;
with recursive r as (select id from tree where id = 2 union select t.id from tree t, r where t.parent = r.id or t.id = (select parent from tree x where x.id = r.id)) select id from r order by id;
with recursive t(n) as (values (1) union all select n + 1 from t where n < 4), u as (select n, n * n as q from t) select t.n, u.q from t join u using (n) order by 1;
with recursive r(id, path, cycle) as (select a, array[a], false from links where a = 1 and b = 2 union all select l.b, r.path || l.b, l.b = any (r.path) from r join links l on l.a = r.id where not r.cycle and l.b is not null) select id, path, cycle from r;
with recursive t(id, parent) as (select id, parent from tree where parent is null union all select c.id, c.parent from tree c join t on c.parent = t.id) search depth first by id set ord select id from t order by ord;
with recursive t(id, parent) as (select id, parent from tree where parent is null union all select c.id, c.parent from tree c join t on c.parent = t.id) search breadth first by id set ord select id from t order by ord;
with recursive g(a) as (select 1 union all select l.b from g join links l on l.a = g.a where l.b is not null) cycle a set looped using path select a, looped from g;
with recursive r(n) as (select 1 union all select n + 1 from r where n < 3) select * from r union all select * from r order by 1;
with recursive r(n) as (select n from (values (1), (5)) v(n) union all select n + 1 from r where n < 7) select n, count(*) from r group by n order by n;
select * from (with recursive r(n) as (select 1 union all select n + 1 from r where n < 3) select n from r) q order by n desc;
select (with x as (select max(id) as m from tree) select m from x);
select id, (with c as (select weight from tree k where k.parent = t.id) select max(weight) from c) from tree t order by id;
with x as materialized (select region, sum(price) as s from shop group by region) select a.region, b.region from x a join x b on a.s < b.s order by 1, 2;
with x as not materialized (select * from shop where qty > 5) select count(*) from x where region = 'east';
with x as (select id, qty from shop where id < 10), y as (select x.id, x.qty * 2 as q2 from x where qty is not null) select x.id, y.q2 from x left join y using (id) order by 1;
with x(a, b) as (select id, region from shop where id < 4) select b, a from x order by a;
with x(a) as (select id, region from shop where id < 4) select a, region from x order by a;
with x(a, b, c) as (select 1, 2) select * from x;
with x as (select 1 as id), x as (select 2) select * from x;
with tree as (select 1 as id, 'shadow' as name) select * from tree;
with tree as (select id, weight from tree where id < 4) select * from tree order by id;
with a as (with b as (select 1 as x) select x + 1 as y from b) select * from a;
with a as (select 1 as x), b as (select x + 1 as x from a), c as (select x + 1 as x from b) select * from a union all select * from b union all select * from c order by 1;
with a as (select 1) select * from a, a as b;
with unused as (select 1 / 0) select 1;
with q as (values (1, 'one'), (2, 'two')) select column2 from q order by column1 desc;
with q as (table tree) select count(*), sum(weight) from q;
with s as (select product, count(*) as n from shop group by product) select product, n, n * 100.0 / (select sum(n) from s) from s order by product;
with s as (select region, product, sum(qty) as q from shop group by region, product), m as (select region, max(q) as q from s group by region) select s.region, s.product, s.q from s join m on s.region is not distinct from m.region and s.q = m.q order by 1, 2;
with monthly as (select date_trunc('month', day)::date as m, sum(price) as total from shop group by 1), lagged as (select m, total, lag(total) over (order by m) as previous from monthly) select m, total, round((total - previous) / previous * 100, 2) as growth from lagged order by m;
with recursive r(n) as (select n + 1 from r) select * from r;
with recursive r(n) as (select 1 union all select count(*) from r) select * from r;
with recursive r(n) as (select 1 union all select a.n + b.n from r a, r b) select * from r;
with recursive r(n) as (select 1 union all (select n + 1 from r where n < 3 order by n)) select * from r;
with recursive r(n) as (select 1 union all select n + 1.5 from r where n < 3) select * from r;
with recursive r(n) as (select 1 except select n from r) select * from r;
with recursive r(n) as (select 1 union all select x from (select n + 1 as x from r where n < 4) q) select * from r order by 1;
with recursive r(n) as (select 1 union all select n + 1 from r left join tree on tree.id = r.n where n < 4) select * from r order by 1;
with recursive r(n) as (select 1 union all select tree.id from tree left join r on tree.id = r.n) select * from r;
select * from x, lateral (select 1) y;

-- WITH of the UNION itself, inside of a recursive term, and the rules for references from there.
with recursive t(j) as (with recursive s(i) as (values (1) union all select i + 1 from s where i < 10) select i from s union all select j + 1 from t where j < 10) select * from t;
with recursive x(n) as (with x1 as (select 1 as a) select 0 union select n + a from x, x1 where n < 5) select * from x;
with recursive x(n) as (with x as (select 1 as a) select 0 union select a.a + b.a from x a, x b) select * from x;
with recursive x(n) as (with x1 as (select 1 from x) select 0 union select * from x1) select * from x;
with recursive x(n) as (select 1 union all select a.n + 1 from x a, x b) select * from x;
with recursive x(n) as (select 1 union all select n + 1 from x for update) select * from x;
with recursive tab(id, link) as (values (1, 17), (2, 17), (3, 17), (4, 17)), iter(id, kind, link) as (select 0, 'base', 17 union all (with rest(id, kind, link, least) as (select tab.id, 'true'::text, iter.link, min(tab.id) over () from tab join iter using (link) where tab.id > iter.id), first as (select id, kind, link from rest where id = least) select * from first union all select * from rest r where false)) select * from iter;

-- SEARCH and CYCLE: the columns that they add are not part of * in the step; the two marks have one type.
with recursive a as (select 1 as b union all select * from a) cycle b set c using p select * from a;
with recursive a as (select 1 as b, 2 as d union all select d, b from a where b < 3) cycle b set c to 'Y' default 'N' using p select *, pg_typeof(c) from a;
with recursive a as (select 1 as b, 2 as d union all select d, b from a where b < 3) cycle b set c to 1 default 2.5 using p select *, pg_typeof(c) from a;
with recursive a as (select 1 as b, 2 as d union all select d, b from a where b < 3) cycle b set c to true default 55 using p select * from a;
with recursive x(n) as (select 1 union all (select n + 1 from x where n < 3 union select 1)) search depth first by n set s select * from x;

-- The seed's type lays down precision; a UNION of what cannot be hashed is refused.
with recursive t(i) as (select i::numeric(3, 0) from (values (1), (2)) v(i) union all select (i + 1)::numeric(10, 0) from t where i < 10) select * from t;
with recursive t(i) as (select i::numeric(3, 0) from (values (1), (2)) v(i) union all select (i + 1)::numeric(3, 0) from t where i < 10) select * from t;
with recursive t(i) as (select 'a'::varchar(3) union all select (i || 'x')::varchar from t where length(i) < 5) select * from t;
with recursive t(n) as (values ('01'::varbit) union select n || '10'::varbit from t where n < '100'::varbit) select n from t;

-- A WITH query with volatile functions is computed once, however often it is named.
with r as (select random() as x from generate_series(1, 300)) select count(*) from r a join r b on a.x = b.x;
with r as (select random() as x, id from words) select count(*), count(distinct x) from (select * from r union all select * from r) s;
with r as (select random() as x from words), s as (select x * 2 as y from r) select count(*) from s a join s b on a.y = b.y join r on r.x * 2 = a.y;
with r as (select gen_random_uuid() as x from words) select count(*) from r where x in (select x from r);
with r as (select random() as x from generate_series(1, 30)) select count(*) from words where (select max(x) from r) = (select max(x) from r where x > id - 1000);
with recursive r(n, x) as (select 1, random() union all select n + 1, random() from r where n < 10) select count(*) from r a join r b on a.x = b.x;
with r as (select random() as x, id from words) select id from r where id < 4 order by id;
with r as (select random() as x) select count(distinct (select x from r where w.id > 0)) from words w;
with r as (select random() as x) select count(distinct q.x) from words w cross join lateral (select x from r where w.id > 0 limit 1) q;
with r as (select (select random()) as x) select count(distinct (select x from r where w.id > 0)) from words w;
with recursive r as (select random() as x), k(n, x) as (select 1, 2::float8 union all select n + 1, r.x from k, r where n < 5) select count(distinct x) from k;
with recursive r as (select random() as x), k(n, x) as (select 1, 2::float8 union all select n + 1, (select x from r) from k where n < 5) select count(distinct x) from k;

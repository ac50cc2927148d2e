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

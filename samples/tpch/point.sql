\set key random(1, 6000000 * :scale)
select o_orderkey, o_orderdate, o_totalprice from orders where o_orderkey = :key;

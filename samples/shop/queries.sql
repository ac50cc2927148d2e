-- Queries to try on the demo shop: \i samples/shop/queries.sql in psql. README.md shows what each returns.

-- 1. One table over two databases.
select id, name, country from customers order by id;

-- 2. Only one fragment is asked: see it with EXPLAIN.
select name, email from customers where country = 'US' order by name;

-- 3. Rows of one database joined with rows of the other.
select c.name, count(*) as orders, sum(l.quantity * l.price) as total
from customers c
join orders o on o.customer_id = c.id
join order_lines l on l.order_id = o.id
group by c.name
order by total desc, c.name
limit 5;

-- 4. Half of the columns are in Europe, half in America.
select name, price, weight_kg from products where category = 'kitchen' order by id;

-- 5. The copy that lets the join stay in one database is read.
select k.name as country, count(*) as customers from customers c join countries k on k.code = c.country
group by k.name order by customers desc, country;

-- 6. Averages are PostgreSQL's, digit by digit.
select date_trunc('year', placed)::date as year, count(*) as orders, avg(l.quantity) as quantity, avg(l.price) as price
from orders o join order_lines l on l.order_id = o.id
group by 1 order by 1;

-- 7. Who has not ordered since last year?
select name from customers c
where not exists (select 1 from orders o where o.customer_id = c.id and o.placed >= date '2026-01-01')
order by name;

-- 8. The best seller of each category.
select category, name, sold
from (select p.category, p.name, sum(l.quantity) as sold,
             rank() over (partition by p.category order by sum(l.quantity) desc) as place
      from products p join order_lines l on l.product_id = p.id
      group by p.category, p.name) ranked
where place = 1
order by category;

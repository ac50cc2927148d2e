-- The schema of HandmadeCatalog in a real PostgreSQL 18; postgresql-18.tsv is what that answers, by COPY (SELECT * FROM view) TO STDOUT.
create schema if not exists shop;
create table public.customer(c_custkey int8 primary key, email varchar(40) not null unique, nation_code char(3), bal numeric(12,2) not null, note text, t timestamptz, tags text[], j jsonb, unique(nation_code, note));
create table public.orders(id int4, line int4, cust int8 not null references customer not enforced, d date, primary key(id,line));
create table shop.item(id uuid, "Weird Col" text);
create table shop.nokey(a int2, b bool, f real, g double precision, iv interval, ts timestamp(3), bb bytea, bt bit(5), vb varbit, tz timetz, n numeric);
comment on table customer is 'the customers'; comment on column customer.email is 'mail';

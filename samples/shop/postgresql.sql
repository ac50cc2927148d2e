create table countries (code varchar(2) primary key, name text not null, eu boolean not null);
insert into countries values
  ('DE', 'Germany', true), ('FR', 'France', true), ('IT', 'Italy', true), ('ES', 'Spain', true),
  ('US', 'United States', false), ('CA', 'Canada', false), ('BR', 'Brazil', false);

create table customers (
  id integer primary key, name varchar(60) not null, email varchar(80), country varchar(2) not null, since date not null);
insert into customers values
  (1, 'Anna Schmidt', 'anna@example.de', 'DE', '2021-03-14'),
  (2, 'Bruno Rossi', 'bruno@example.it', 'IT', '2022-11-02'),
  (3, 'Chloé Dubois', 'chloe@example.fr', 'FR', '2023-01-20'),
  (4, 'Diego Álvarez', null, 'ES', '2024-06-30'),
  (5, 'Emil Weiß', 'emil@example.de', 'DE', '2025-09-09');

create table products (
  id integer primary key, name varchar(40) not null, category varchar(20) not null, price numeric(10,2) not null,
  in_stock integer not null);
insert into products values
  (1, 'Lamp', 'home', 39.90, 12), (2, 'Desk', 'home', 249.00, 3), (3, 'Chair', 'home', 119.50, 8),
  (4, 'Notebook', 'paper', 4.25, 200), (5, 'Fountain pen', 'paper', 32.00, 40), (6, 'Kettle', 'kitchen', 54.99, 15),
  (7, 'Teapot', 'kitchen', 28.75, 0), (8, 'Cup', 'kitchen', 7.10, 96);

create table orders (
  id integer primary key, customer_id integer not null, placed date not null, paid boolean not null, note text);
create index orders_customer on orders (customer_id);
insert into orders values
  (101, 1, '2026-01-05', true, null), (102, 6, '2026-01-17', true, 'gift wrap'), (103, 2, '2026-02-11', false, null),
  (104, 7, '2026-03-01', true, null), (105, 3, '2026-03-08', true, 'ring twice'), (106, 9, '2026-04-23', false, null),
  (107, 1, '2026-05-30', true, null);

create table order_lines (
  order_id integer, line integer, product_id integer not null, quantity integer not null, price numeric(10,2) not null,
  primary key (order_id, line));
insert into order_lines values
  (51, 1, 1, 1, 35.00), (52, 1, 4, 10, 4.00), (52, 2, 5, 1, 30.00), (53, 1, 2, 1, 239.00), (54, 1, 8, 6, 6.90),
  (55, 1, 6, 1, 49.99), (55, 2, 7, 1, 26.00), (56, 1, 3, 4, 110.00), (57, 1, 4, 25, 3.80), (58, 1, 5, 2, 31.00),
  (101, 1, 2, 1, 249.00), (101, 2, 3, 2, 119.50), (102, 1, 1, 2, 39.90), (103, 1, 4, 40, 4.10), (104, 1, 6, 1, 54.99),
  (104, 2, 8, 4, 7.10), (105, 1, 5, 1, 32.00), (106, 1, 2, 2, 245.00), (106, 2, 1, 1, 39.90), (107, 1, 7, 1, 28.75),
  (107, 2, 8, 2, 7.10);
analyze;

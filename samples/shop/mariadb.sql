create table countries (code varchar(2) primary key, name varchar(40) not null, eu tinyint(1) not null);
insert into countries values
  ('DE', 'Germany', 1), ('FR', 'France', 1), ('IT', 'Italy', 1), ('ES', 'Spain', 1),
  ('US', 'United States', 0), ('CA', 'Canada', 0), ('BR', 'Brazil', 0);

create table clients (
  id int primary key, full_name varchar(60) not null, email varchar(80), country varchar(2) not null, since date not null);
insert into clients values
  (6, 'Frank Miller', 'frank@example.com', 'US', '2020-05-05'),
  (7, 'Grace Lee', 'grace@example.com', 'US', '2022-08-19'),
  (8, 'Hugo Tremblay', null, 'CA', '2023-12-01'),
  (9, 'Inês Souza', 'ines@example.br', 'BR', '2024-02-29'),
  (10, 'Jack Miller', 'jack@example.com', 'US', '2025-07-04');

create table product_texts (id int primary key, description text not null, weight_kg decimal(6,3));
insert into product_texts values
  (1, 'A lamp with a warm light', 1.250), (2, 'A desk of solid oak', 38.000), (3, 'A chair that does not squeak', 7.400),
  (4, '160 pages, dotted', 0.320), (5, 'Writes on both sides of the Atlantic', 0.045), (6, 'Boils a litre in three minutes', 1.100),
  (7, 'Porcelain, for four cups', 0.900), (8, 'Goes with the teapot', null);

create table orders_archive (
  id int primary key, customer_id int not null, placed date not null, paid tinyint(1) not null, note text,
  key orders_customer (customer_id));
insert into orders_archive values
  (51, 6, '2024-02-03', 1, null), (52, 1, '2024-05-12', 1, null), (53, 2, '2024-09-30', 1, 'invoice to the office'),
  (54, 7, '2024-12-24', 1, 'gift wrap'), (55, 8, '2025-01-15', 0, null), (56, 3, '2025-04-01', 1, null),
  (57, 9, '2025-08-08', 1, null), (58, 4, '2025-11-11', 0, null);
analyze table countries, clients, product_texts, orders_archive;

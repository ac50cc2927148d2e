-- What the metadata queries look at: the same in the oracle and, through the gateway, in the source.
create table people (id integer primary key, name varchar(40) not null, email text unique, born date, balance numeric(10,2));
create table purchases (id bigint primary key, buyer integer not null, placed timestamptz not null, total numeric(12,2), tags text[],
    foreign key (buyer) references people (id) not enforced);
create index purchases_placed_idx on purchases (placed);
create index purchases_buyer_placed_idx on purchases (buyer, placed);
create table positions (purchase bigint, line integer, quantity integer, primary key (purchase, line),
    foreign key (purchase) references purchases (id) not enforced);
comment on table people is 'Those who buy';
comment on column people.email is 'May be missing';
insert into people select i, 'p' || i, null, null, null from generate_series(1, 9) i;
analyze;

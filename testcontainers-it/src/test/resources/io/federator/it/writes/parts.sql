-- with: rows are moved to another table
with moved as (delete from account where region = 'EU' returning id, owner, region, balance) insert into archive select * from moved returning id, owner;
select id, region from account order by id;
select * from archive order by id;

-- with: rows are moved back
insert into archive values (800, 'Back', 'EU', 1), (801, 'Again', 'US', 2), (802, 'Third', null, 3);
with moved as (delete from archive where id > 799 returning *) insert into account (id, owner, region, balance) select * from moved;
select count(*) from archive;
select id, owner, region from account where id > 799 order by id;

-- with: moved within the table
with gone as (delete from account where id in (1, 2, 4) returning *) insert into account select id + 1000, owner, region, balance, note, opened, active from gone returning *;
select id from account order by id;

-- with: an update that is read
with raised as (update account set balance = balance + 100 where balance > 10 returning id, old.balance as before, balance) select count(*), sum(balance - before) from raised;
select id, balance from account order by id;

-- with: an insert that is read with a join
with added as (insert into account (id, owner, region) values (810, 'New', 'EU'), (811, 'Newer', 'JP') returning *) select a.id, r.name, a.active from added a join region r on r.code = a.region;

-- with: the main query sees the tables as they were
with t as (update account set owner = 'changed' returning id) select count(*) from account where owner = 'changed';
select count(*) from account where owner = 'changed';

-- with: what was deleted is still seen
with t as (delete from account returning id) select (select count(*) from account), (select count(*) from t);
select count(*) from account;

-- with: what was inserted is not seen
with t as (insert into account (id, owner, region) values (812, 'x', 'US') returning id) select t.id, a.id from t left join account a on a.id = t.id;

-- with: docs, the update's rows beside the table's
with t as (update account set balance = balance * 2 where id < 4 returning *) select a.id, a.balance, t.balance from account a join t using (id) order by a.id;

-- with: not referred to, yet executed
with t as (update account set note = 'done' where region = 'US' returning id) select 1;
select id, note from account order by id;

-- with: not referred to, without returning
with t as (delete from account where id = 5) select count(*) from account;
select count(*) from account;

-- with: only part of it is read
with t as (update account set note = 'all' returning id) select count(*) from (select 1 from t limit 1) x;
select count(*) from account where note = 'all';

-- with: several that write different rows
with a as (update account set note = 'one' where id = 1 returning id), b as (update account set note = 'two' where id = 2 returning id), c as (insert into account (id, owner, region) values (813, 'c', 'EU') returning id) select id from a union all select id from b union all select id from c;
select id, note from account order by id;

-- with: one reads another
with a as (delete from account where id < 4 returning *), b as (insert into archive select id, owner, region, balance from a returning *) select sum(balance) from b;
select * from archive order by id;

-- with: a chain that nobody refers to
with a as (delete from account where id < 4 returning *), b as (insert into archive select id, owner, region, balance from a returning *) select 'done';
select * from archive order by id;
select count(*) from account;

-- with: read twice
with a as (delete from account where id < 4 returning id, owner) select x.id, y.owner from a x join a y on x.id = y.id;

-- with: a query among them
with rich as (select id from account where balance > 20), t as (delete from account where id in (select id from rich) returning id) select (select count(*) from rich), (select count(*) from t);
select id from account order by id;

-- with: a query of random rows is the same for all
with r as (select random() as x), t as (insert into archive select 1, x::text::varchar(20), null, 0 from r returning owner) select (select x::text::varchar(20) from r) = (select owner from t);
delete from archive;

-- with: columns named
with t (a, b) as (delete from account where id = 1 returning id, owner) select b, a from t;

-- with: too many columns named
with t (a, b, c) as (delete from account where id = 1 returning id, owner) select * from t;

-- with: no returning, but read
with t as (delete from account where id = 1) select * from t;

-- with: main update from what was inserted
with t as (insert into archive values (1, 'Z', 'EU', 5) returning *) update account a set balance = a.balance + t.balance from t where t.id = a.id returning a.id, a.balance;

-- with: main delete using what was updated
with t as (update archive set balance = 0 returning id) delete from account using t where account.id = t.id;
insert into archive values (3, 'Z', 'EU', 5), (5, 'Y', 'US', 6);
with t as (update archive set balance = 0 returning id) delete from account using t where account.id = t.id;
select id from account order by id;

-- with: main merge
with t as (delete from account where id in (1, 2) returning id, balance) merge into archive a using t on a.id = t.id when matched then update set balance = t.balance when not matched then insert (id, owner, balance) values (t.id, 'merged', t.balance);
select * from archive order by id;

-- with: merge inside
with t as (merge into account a using (values (1, 5.5), (820, 6.5)) s (id, amount) on a.id = s.id when matched then update set balance = s.amount when not matched then insert (id, owner, region, balance) values (s.id, 'merged', 'US', s.amount) returning merge_action() as did, a.id, a.balance) select * from t;

-- with: insert on conflict inside
with t as (insert into account (id, owner, region, balance) values (1, 'x', 'EU', 1), (821, 'y', 'EU', 2) on conflict (id) do update set balance = excluded.balance returning id, owner, balance) select * from t;

-- with: the main insert meets a deleted key that nobody reads
with t as (delete from account where id = 1) insert into account (id, owner, region) values (1, 'same', 'EU');
select id, owner from account where id = 1;

-- with: the main insert fails, all is undone
insert into archive values (1, 'there', 'EU', 5);
with t as (delete from account where id < 4 returning id, owner, region, balance) insert into archive select * from t;
select id from account order by id;
select * from archive;

-- with: a later part fails, all is undone
with a as (update account set balance = 0 returning id), b as (insert into account (id, owner, region) values (830, null, 'EU')) select count(*) from a;
select sum(balance) from account;

-- with: the main query fails, all is undone
with a as (update account set balance = 0 returning balance) select 1 / balance from a;
select sum(balance) from account;

-- with: within a transaction, rolled back to a savepoint
begin;
update account set note = 'kept' where id = 1;
savepoint s;
with a as (delete from account where id > 2 returning *) insert into archive select id, owner, region, balance from a;
select count(*) from archive;
with a as (delete from account where id = 1 returning *) insert into archive select 5, owner, region, balance from a;
rollback to s;
select id, note from account order by id;
with a as (delete from account where id = 1 returning *) insert into archive select id, owner, region, balance from a;
commit;
select id from account order by id;
select * from archive;

-- with: the same row twice
with a as (update account set balance = 1 where id = 1) update account set balance = 2 where id = 1;
select balance from account where id = 1;

-- with: the same row twice, read
with a as (update account set balance = 1 where id = 1 returning id) update account set balance = 2 from a where account.id = a.id;
select balance from account where id = 1;

-- with: updated and deleted
with a as (update account set balance = 1 where id = 1 returning id) delete from account using a where account.id = a.id;
select balance from account where id = 1;

-- with: merge of a row that another part has changed
with a as (update account set balance = 1 where id = 1 returning id) merge into account b using a on b.id = a.id when matched then delete;

-- with: conflict with a row of another part
with a as (insert into account (id, owner, region) values (840, 'x', 'EU') returning id) insert into account (id, owner, region) select id, 'y', 'EU' from a on conflict (id) do update set owner = 'z';
select owner from account where id = 840;

-- with: moves rows between fragments
with a as (update account set region = case region when 'EU' then 'US' else 'EU' end returning id, old.region as was, region) insert into archive select id, was, region, id from a;
select id, region from account order by id;
select * from archive order by id;

-- with: in a subquery
select * from (with t as (delete from account returning id) select * from t) x;

-- with: inside of a part
with a as (with b as (delete from account returning id) select * from b) select * from a;

-- with: in the query of an insert
insert into archive with t as (delete from account returning id, owner, region, balance) select * from t;

-- with: recursive
with recursive t as (delete from account where id in (select id from t) returning id) select * from t;

-- with: recursive, but not this
with recursive t as (delete from account where id < 3 returning id), n as (select 1 as x union all select x + 1 from n where x < 3) select (select count(*) from t), (select sum(x) from n);

-- with: read only
begin read only;
with t as (delete from account returning id) select * from t;
rollback;

-- with: read only, main write
begin read only;
with t as (select 1) delete from account;
rollback;

-- with: a cursor
begin;
declare c cursor for with t as (delete from account returning id) select * from t;
rollback;

-- with: unknown column of what is returned
with t as (delete from account where id = 1 returning id) select owner from t;

-- with: names twice
with t as (delete from account), t as (select 1) select 1;

-- with: prepared
prepare w (int, numeric) as with t as (update account set balance = balance + $2 where id = $1 returning id, owner, region, balance) insert into archive select * from t returning id, balance;
execute w (1, 2.5);
execute w (2, 3.5);
deallocate w;

-- with: parameters
values 3|EU|4.5
with t as (delete from account where id = ? and region = ? returning id, owner, region, balance) insert into archive select id, owner, region, balance + ? from t returning id, balance;
values 4|note
with t as (update account set note = ? where id > ? returning id, note) select count(*), ?::text from t;
values note|4|other
with t as (update account set note = ? where id > ? returning id, note) select count(*), max(note || ?) from t;

-- with: a parameter that does not fit
values 99999999999
with t as (delete from account where id = ? returning id) select * from t;

-- with: nothing to do
with t as (delete from account where id < 0 returning id, owner, region, balance) insert into archive select * from t;

-- with: truncate is not for it
with t as (truncate account) select 1;

-- with: returning an aggregate of it
with t as (delete from account returning region, balance) select region, sum(balance) from t group by region order by region;

-- with: set operation of parts and tables
with t as (delete from account where id < 3 returning id) select id from t intersect select id from account order by id;

-- with: returning a subquery of the table
with t as (delete from account where id < 3 returning id, (select count(*) from account) as n) select * from t;

-- with: defaults are returned
with t as (insert into account (id, owner, region) values (850, 'd', 'US') returning active, balance) select * from t;

-- with: check of the types
with t as (delete from account where id = 1 returning id, owner, balance, opened, active) select pg_typeof(id), pg_typeof(owner), pg_typeof(balance), pg_typeof(opened), pg_typeof(active) from t;

-- locked: queue by update
update account set note = 'taken' where id in (select id from account where active order by id limit 2 for update skip locked) returning id, note;
select id, note from account order by id;

-- locked: queue by scalar subquery
update account set note = 'taken' where id = (select id from account where active order by balance desc, id limit 1 for no key update skip locked) returning id, owner;

-- locked: queue by delete with using
delete from account using (select id from account where region = 'EU' order by id limit 1 for update skip locked) q where account.id = q.id returning account.id, account.owner;
select id from account order by id;

-- locked: queue by with
with c as (select id, owner from account where region is not null order by id desc limit 2 for update skip locked) update account a set note = 'by ' || c.owner from c where c.id = a.id returning a.id, a.note;

-- locked: with and delete into another table
with c as (select id from account order by id limit 3 for update skip locked), d as (delete from account where id in (select id from c) returning id, owner, region, balance) insert into archive select * from d returning id;
select id from account order by id;

-- locked: in FROM
select x.id, r.name from (select id, region from account where balance > 1 for share) x join region r on r.code = x.region;

-- locked: in a query of with, read twice
with c as (select id from account where id < 3 for update) select a.id, b.id from c a, c b;

-- locked: in an insert
insert into archive select id, owner, region, balance from account where id < 4 for update;
select * from archive order by id;

-- locked: nowait with offset
update account set balance = 0 where id in (select id from account order by id offset 6 for update nowait) returning id;

-- locked: two tables in a subquery
update account set note = x.name from (select a.id, r.name from account a join region r on r.code = a.region for update of a) x where x.id = account.id returning account.id, account.note;

-- locked: exists
select id from account a where exists (select 1 from region for share) order by id;

-- locked: not referred to
with c as (select id from account for update) select 1;

-- locked: grouped in a subquery
select * from (select region, count(*) from account group by region for update) x;

-- locked: no such table in a subquery
update account set note = 'x' where id in (select id from account for update of other);

-- locked: of a query of with
with c as (select id from account) select id from c for update of c;

-- locked: read only, in a subquery
begin read only;
select * from (select id from account for update) x;
rollback;

-- locked: parameters
values done|EU|1
update account set note = ? where id in (select id from account where region = ? order by id limit ? for update skip locked) returning id, note;

-- locked: the main query, beside a part that writes
with t as (insert into archive values (1, 'x', 'EU', 1) returning id) select id, owner from account where id < 3 order by id for update;
select * from archive;

-- locked: merge
merge into account a using (select id from account order by id limit 1 for update skip locked) q on a.id = q.id when matched then update set note = 'merged' returning a.id, a.note;

-- locked: by a scalar in a select list
select (select owner from account order by id limit 1 for update) as first, count(*) from account;

-- locked: in a union
select * from (select id from account where id = 1 for update) a union all select * from (select id from account where id = 2 for share) b;

-- returning: a subquery sees the table as it was, insert
insert into account (id, owner, region) values (860, 'x', 'EU'), (861, 'y', 'US') returning id, (select count(*) from account);

-- returning: a subquery sees the table as it was, update
update account set balance = 0 where id < 4 returning id, (select sum(balance) from account), (select a.balance from account a where a.id = account.id);

-- returning: a subquery sees the table as it was, delete
delete from account where id = 1 returning (select count(*) from account);

-- returning: a subquery sees the table as it was, merge
merge into account a using (values (1)) s (id) on a.id = s.id when matched then delete returning (select count(*) from account);

-- conflict: a subquery sees the table as it was
insert into account (id, owner, region, balance) values (862, 'x', 'EU', 1), (1, 'y', 'EU', 2) on conflict (id) do update set balance = (select count(*) from account) returning id, balance;
select id, balance from account where id in (1, 862) order by id;

-- with: read in values
with t as (delete from account where id = 1 returning id, owner) insert into archive values ((select id from t), (select owner from t), 'EU', 1), (2, 'other', null, 2) returning id, owner;
select * from archive order by id;

-- with: read in limit
with t as (delete from account where id < 3 returning id) select id from account order by id limit (select count(*) from t);

-- with: read in an assignment
with t as (delete from account where id > 4 returning balance) update account set balance = (select sum(balance) from t), note = (select max(balance)::text from t) where id = 1 returning id, balance, note;

-- with: read in on conflict
with t as (delete from account where id > 4 returning balance) insert into account (id, owner, region) values (1, 'x', 'EU') on conflict (id) do update set balance = (select sum(balance) from t) returning id, balance;

-- with: read in returning
with t as (delete from account where id > 4 returning balance) update account set note = 'x' where id = 1 returning id, (select count(*) from t);

-- with: read inside of another with
with t as (delete from account where id < 4 returning id, region) select * from (with r as (select region, count(*) as n from t group by region) select * from r) x order by region;

-- with: read laterally
with t as (delete from account where id < 4 returning id, region) select r.code, x.n from region r, lateral (select count(*) as n from t where t.region = r.code) x order by r.code;

-- with: read by a recursive query
with recursive t as (delete from account where id < 4 returning id), up as (select min(id) as id from t union all select up.id + 1 from up where up.id + 1 in (select id from t)) select id from up order by id;

-- with: read in merge
with t as (delete from archive returning id), s as (select 1 as id union all select 2) merge into account a using s on a.id = s.id when matched and not exists (select 1 from t) then update set note = 'none' returning a.id, a.note;

-- with: its own with
with t as (with few as (select id from account where id < 3) delete from account where id in (select id from few) returning id) select id from t order by id;

-- with: a write below others of the same names
with account as (delete from account where id = 1 returning id) select * from account;

-- with: view of random numbers in a write
with t as (update account set note = (random() * 0 + id)::int::text where id < 3 returning id, note) select * from t x join t y using (id, note) order by id;

-- with: everything at once
with gone as (delete from account where region = 'EU' returning *), kept as (insert into archive select id, owner, region, balance from gone where balance > 15 returning id), seen as (select count(*) as n from account), marked as (update account set note = 'left' where region is distinct from 'EU' returning id, note) select (select n from seen), (select count(*) from gone), (select count(*) from kept), m.id from marked m order by m.id;
select id, note from account order by id;
select * from archive order by id;

-- with: numeric overflow in a part
with t as (update account set balance = balance * 10000 returning id) select count(*) from t;
select sum(balance) from account;

-- locked: in with, beside a part that writes another table
with j as (select id, owner from account where id < 3 order by id for update), w as (insert into archive select id, owner, 'EU', 0 from j returning id) update account set note = 'archived' from w where w.id = account.id returning account.id, account.note;
select * from archive order by id;

-- values: none that a source has, delete
values infinity
delete from account where opened < ? returning id;

-- values: none that a source has, update
values infinity
update account set note = 'x' where opened < ? and balance < (select max(balance) from account);

-- values: none that a source has, lock
values infinity
select id from account where opened < ? order by id for update;

-- values: none that a source has, with
values infinity
with t as (delete from account where opened < ? returning id) select * from t;

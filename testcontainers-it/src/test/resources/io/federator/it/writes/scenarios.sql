-- insert: all columns
insert into account values (100, 'Nina', 'EU', 10.50, 'new', '2024-02-29', true);
select * from account where id = 100;

-- insert: some columns
insert into account (id, owner, region) values (101, 'Otto', 'US');
select * from account where id = 101;

-- insert: columns in another order
insert into account (owner, balance, id, region) values ('Petra', 7, 102, 'EU');

-- insert: several rows, several fragments
insert into account (id, owner, region, balance) values (103, 'Q', 'EU', 1), (104, 'R', 'US', 2), (105, 'S', null, 3), (106, 'T', 'JP', 4);
select id, region from account where id > 100 order by id;

-- insert: expressions
insert into account (id, owner, region, balance, opened) values (50 + 60, upper('uma'), 'E' || 'U', 10 / 4.0, date '2024-01-31' + 1);
select * from account where id = 110;

-- insert: a text too long
insert into account (id, owner, region) values (111, 'an owner whose name is far too long for it', 'EU');

-- insert: blanks beyond the length are cut
insert into account (id, owner, region) values (112, 'Vera' || repeat(' ', 40), 'EU');
select id, owner, length(owner) from account where id = 112;

-- insert: numbers are rounded to the column's scale
insert into account (id, owner, region, balance) values (113, 'W', 'EU', 1.005), (114, 'X', 'US', 2.675);
select id, balance from account where id in (113, 114) order by id;

-- insert: number out of range
insert into account (id, owner, region, balance) values (115, 'Y', 'EU', 12345678901.5);

-- insert: null where none may be
insert into account (id, owner, region) values (116, null, 'EU');

-- insert: null in one of several rows leaves nothing
insert into account (id, owner, region) values (117, 'Z', 'EU'), (118, null, 'US');
select count(*) from account where id in (117, 118);

-- insert: not-null column left out
insert into account (id, region) values (119, 'EU');

-- insert: key exists
insert into account (id, owner, region) values (1, 'double', 'EU');

-- insert: key exists, beside a good row
insert into account (id, owner, region) values (120, 'good', 'EU'), (1, 'double', 'EU');
select count(*) from account where id = 120;

-- insert: from a query
insert into account (id, owner, region, balance) select id + 200, owner, region, balance * 2 from account where balance > 20;
select * from account where id > 200 order by id;

-- insert: from another table
insert into account (id, owner, region) select 300 + n, 'made ' || n, case n % 3 when 0 then 'EU' when 1 then 'US' end from generate_series(1, 40) n;
select region, count(*) from account where id > 300 group by region order by region;

-- insert: from values with order
insert into account (id, owner, region) values (351, 'b', 'EU'), (350, 'a', 'US') order by 1;

-- insert: with a common table
with src as (select id, owner from account where region = 'EU') insert into account (id, owner, region) select id + 400, owner, 'US' from src;
select id, owner, region from account where id > 400 order by id;

-- insert: subquery in values
insert into account (id, owner, region, balance) values ((select max(id) + 1 from account), 'sub', 'EU', (select avg(balance) from account));
select owner, balance from account where owner = 'sub';

-- insert: default in values
insert into account (id, owner, region, note) values (130, 'D', 'EU', default), (131, 'E', 'US', 'told');
select id, note from account where id in (130, 131) order by id;

-- insert: returning
insert into account (id, owner, region, balance) values (140, 'R1', 'EU', 5), (141, 'R2', 'US', 6) returning id, owner, balance * 2 as twice;

-- insert: returning star
insert into account (id, owner, region) values (142, 'R3', 'EU') returning *;

-- insert: returning with an alias, old and new
insert into account as a (id, owner, region) values (143, 'R4', 'US') returning a.id, new.owner, old.id;

-- insert: returning a subquery
insert into account (id, owner, region) values (144, 'R5', 'US') returning id, (select count(*) from region);

-- insert: too many values
insert into account (id, owner) values (150, 'x', 'y');

-- insert: too few values
insert into account (id, owner, region) values (150, 'x');

-- insert: unknown column
insert into account (id, nobody) values (150, 'x');

-- insert: column twice
insert into account (id, id) values (150, 151);

-- insert: wrong type
insert into account (id, owner, region, active) values (150, 'x', 'EU', 7);

-- insert: unknown table
insert into nothing values (1);

-- insert: rows of different length
insert into account (id, owner) values (150, 'x'), (151);

-- insert: a query with fewer columns
insert into account select 160, 'short', 'EU';
select * from account where id = 160;

-- insert: nothing from an empty query
insert into account select * from account where id < 0;

-- update: one row by key
update account set balance = 99.99 where id = 1;
select * from account where id = 1;

-- update: arithmetic on the column
update account set balance = balance + 10 where region = 'EU';
select id, balance from account order by id;

-- update: all rows
update account set note = 'seen';
select distinct note from account;

-- update: several columns, each sees the old row
update account set balance = id, note = balance::text where id < 5;
select id, balance, note from account where id < 5 order by id;

-- update: swap
update account set owner = note, note = owner where note is not null and length(note) < 20;
select id, owner, note from account order by id;

-- update: moves a row
update account set region = 'US' where id = 1;
select * from account where id = 1;

-- update: moves many rows
update account set region = case region when 'EU' then 'US' when 'US' then 'EU' else 'JP' end;
select region, count(*) from account group by region order by region;

-- update: moves and changes
update account set region = null, balance = balance - 1 where region = 'US';
select id, region, balance from account order by id;

-- update: the key
update account set id = id + 1000 where id = 3;
select id, owner, balance from account where id > 1000;

-- update: the key of many
update account set id = id + 5000 where region = 'EU';
select id, owner, balance, note from account where id > 5000 order by id;

-- update: the key onto another (unique)
update account set id = 2 where id = 1;

-- update: from another table
update account set note = r.name from region r where account.region = r.code;
select id, note from account order by id;

-- update: from another table with alias
update account as a set balance = a.balance * r.rate from region as r where a.region = r.code and r.rate > 1;
select id, balance from account order by id;

-- update: from a subquery
update account set balance = s.total from (select region, sum(balance) as total from account group by region) s where s.region = account.region;
select id, balance from account order by id;

-- update: with a scalar subquery
update account set balance = (select max(balance) from account) where id = 2;
select balance from account where id = 2;

-- update: with a correlated subquery
update account a set note = (select name from region r where r.code = a.region);
select id, note from account order by id;

-- update: where in a subquery
update account set active = false where region in (select code from region where rate > 1);
select id, active from account order by id;

-- update: where exists
update account a set active = true where exists (select 1 from account b where b.region = a.region and b.id < a.id);
select id, active from account order by id;

-- update: several columns from a row
update account set (owner, note) = ('both', 'changed') where id = 4;
select id, owner, note from account where id = 4;

-- update: several columns from a subquery
update account set (note, balance) = (select name, rate from region where code = 'EU') where id = 5;
select id, note, balance from account where id = 5;

-- update: to default
update account set note = default where id in (1, 2);
select id, note from account where id in (1, 2) order by id;

-- update: to null
update account set balance = null, opened = null where id = 6;
select * from account where id = 6;

-- update: null where none may be
update account set owner = null where id = 6;

-- update: text too long
update account set owner = repeat('x', 40) where id = 6;

-- update: computed text too long
update account set owner = owner || owner || owner || owner || owner || owner where id = 6;

-- update: returning
update account set balance = coalesce(balance, 0) + 1 where region = 'US' returning id, balance;

-- update: returning old and new
update account set balance = 5 where id in (1, 2) returning id, old.balance, new.balance, balance;

-- update: returning other tables
update account set note = 'x' from region r where account.region = r.code returning account.id, r.name;

-- update: returning star with from
update account set note = 'y' from region r where account.region = r.code and id = 1 returning *;

-- update: nothing found
update account set note = 'never' where id = -1;

-- update: constant condition
update account set note = 'never' where false;

-- update: division by zero
update account set balance = balance / 0 where id = 1;

-- update: division by zero that no row meets
update account set balance = balance / 0 where id = -1;

-- update: twice the same column
update account set note = 'a', note = 'b';

-- update: unknown column
update account set nobody = 1;

-- update: wrong type
update account set active = 'perhaps' where id = 1;

-- update: aggregate
update account set balance = sum(balance);

-- update: with
with rich as (select id from account where balance > 30) update account set note = 'rich' where id in (select id from rich);
select id, note from account order by id;

-- update: text compared exactly
update account set note = 'hit' where owner = 'anna';
select id, note from account where note = 'hit' order by id;

-- update: like
update account set note = 'like' where owner like 'B%';
select id, note from account where note = 'like' order by id;

-- update: by date
update account set note = 'old' where opened < date '2021-01-01';
select id, note from account where note = 'old' order by id;

-- update: functions in the value
update account set note = lower(owner) || '-' || id, balance = round(balance * 1.1, 1);
select id, note, balance from account order by id;

-- update: now
update account set opened = current_date where id = 1;
select opened = current_date from account where id = 1;

-- delete: by key
delete from account where id = 1;
select count(*) from account;

-- delete: by condition
delete from account where region = 'EU' and balance > 15;
select id from account order by id;

-- delete: all
delete from account;
select count(*) from account;

-- delete: nothing
delete from account where id = -1;

-- delete: using
delete from account using region where region.code = account.region and region.rate > 1;
select id from account order by id;

-- delete: using with several matches
delete from account a using account b where b.region = a.region and b.id <> a.id;
select id from account order by id;

-- delete: subquery
delete from account where balance = (select max(balance) from account);
select id from account order by id;

-- delete: not in
delete from account where region not in (select code from region where rate > 1);
select id from account order by id;

-- delete: with limit through a subquery
delete from account where id in (select id from account order by balance desc nulls last, id limit 2);
select id from account order by id;

-- delete: returning
delete from account where region = 'US' returning *;

-- delete: returning old and new
delete from account where id = 2 returning old.id, new.id, owner;

-- delete: alias
delete from account as a where a.id = 3;
select count(*) from account;

-- delete: with
with gone as (select id from account where region is null) delete from account using gone where gone.id = account.id returning account.id;

-- transaction: seen by itself
begin;
insert into account (id, owner, region, balance) values (500, 'T1', 'EU', 1);
update account set balance = balance + 1 where id = 500;
select balance from account where id = 500;
commit;
select balance from account where id = 500;

-- transaction: rolled back
begin;
insert into account (id, owner, region) values (501, 'T2', 'US');
delete from account where id = 1;
select count(*) from account;
rollback;
select count(*) from account;

-- transaction: error fails it
begin;
insert into account (id, owner, region) values (502, 'T3', 'EU');
insert into account (id, owner, region) values (502, 'T3', 'EU');
select 1;
commit;
select count(*) from account where id = 502;

-- transaction: savepoint
begin;
insert into account (id, owner, region) values (503, 'T4', 'EU');
savepoint a;
insert into account (id, owner, region) values (504, 'T5', 'US');
rollback to a;
insert into account (id, owner, region) values (505, 'T6', 'EU');
commit;
select id from account where id > 500 order by id;

-- transaction: savepoint before the first write
begin;
savepoint a;
insert into account (id, owner, region) values (506, 'T7', 'EU');
rollback to savepoint a;
select count(*) from account where id = 506;
commit;
select count(*) from account where id = 506;

-- transaction: savepoints inside savepoints
begin;
update account set balance = 1 where id = 1;
savepoint a;
update account set balance = 2 where id = 1;
savepoint b;
update account set balance = 3 where id = 1;
rollback to b;
select balance from account where id = 1;
rollback to a;
select balance from account where id = 1;
commit;
select balance from account where id = 1;

-- transaction: goes on after an error
begin;
insert into account (id, owner, region) values (507, 'T8', 'EU');
savepoint a;
insert into account (id, owner, region) values (507, 'T8', 'EU');
rollback to a;
insert into account (id, owner, region) values (508, 'T9', 'EU');
commit;
select id from account where id > 500 order by id;

-- transaction: released savepoint
begin;
savepoint a;
insert into account (id, owner, region) values (509, 'T10', 'US');
release a;
commit;
select count(*) from account where id = 509;

-- transaction: read only
begin read only;
insert into account (id, owner, region) values (510, 'T11', 'US');
rollback;

-- transaction: repeatable read
begin isolation level repeatable read;
select count(*) from account;
insert into account (id, owner, region) values (511, 'T12', 'US');
select count(*) from account;
commit;
select count(*) from account;

-- transaction: serializable
begin isolation level serializable;
update account set balance = 0 where id = 1;
select balance from account where id = 1;
commit;
select balance from account where id = 1;

-- transaction: several statements of one message (unique)
insert into account (id, owner, region) values (512, 'T13', 'US'); insert into account (id, owner, region) values (1, 'T14', 'US');
select count(*) from account where id = 512;

-- prepared by SQL
prepare p (int, text) as insert into account (id, owner, region) values ($1, $2, 'EU') returning id;
execute p (513, 'P');
execute p (514, 'Q');
deallocate p;

-- prepared update
prepare u (numeric, int) as update account set balance = $1 where id = $2;
execute u (3.5, 1);
execute u (4.5, 2);
deallocate u;
select id, balance from account where id in (1, 2) order by id;

-- conflict: do nothing
insert into account (id, owner, region) values (1, 'again', 'EU'), (600, 'new', 'EU') on conflict do nothing;
select id, owner from account where id in (1, 600) order by id;

-- conflict: do nothing by column, returning
insert into account (id, owner, region) values (1, 'again', 'EU'), (601, 'new', 'US') on conflict (id) do nothing returning id, owner;

-- conflict: do update
insert into account (id, owner, region, balance) values (1, 'changed', 'EU', 5), (602, 'new', 'US', 6) on conflict (id) do update set owner = excluded.owner, balance = account.balance + excluded.balance;
select id, owner, region, balance from account where id in (1, 602) order by id;

-- conflict: do update with condition
insert into account as a (id, owner, region, balance) values (1, 'x', 'EU', 5), (2, 'y', 'US', 6), (603, 'z', 'EU', 7) on conflict (id) do update set owner = excluded.owner where a.balance > 15;
select id, owner from account where id in (1, 2, 603) order by id;

-- conflict: returning what was updated and inserted
insert into account (id, owner, region, balance) values (1, 'x', 'EU', 5), (604, 'z', 'EU', 7) on conflict (id) do update set balance = excluded.balance returning id, old.balance, new.balance, account.owner;

-- conflict: the update moves the row
insert into account (id, owner, region) values (1, 'moved', 'US') on conflict (id) do update set region = excluded.region, owner = excluded.owner;
select * from account where id = 1;

-- conflict: twice the same
insert into account (id, owner, region) values (605, 'x', 'EU'), (605, 'y', 'EU') on conflict (id) do update set owner = excluded.owner;

-- conflict: twice the same, do nothing
insert into account (id, owner, region) values (606, 'x', 'EU'), (606, 'y', 'EU') on conflict do nothing;
select owner from account where id = 606;

-- conflict: a row that could not be inserted fails, although it is there
insert into account (id, owner, region) values (1, null, 'EU') on conflict do nothing;
insert into account (id, owner, region) values (1, null, 'EU') on conflict (id) do update set owner = 'y';
select id, owner from account order by id;
-- conflict: twice the same, with and without a default
insert into account (id, owner, region, active) values (607, 'x', 'EU', true), (607, 'y', 'EU', default) on conflict (id) do update set owner = excluded.owner;
select id, owner from account order by id;
-- conflict: twice an existing one, with and without a default
insert into account (id, owner, region, active) values (1, 'x', 'EU', true), (1, 'y', 'EU', default) on conflict (id) do update set owner = excluded.owner;
select id, owner from account order by id;
-- conflict: twice the same with and without a default, do nothing
insert into account (id, owner, region, active) values (608, 'x', 'EU', true), (608, 'y', 'EU', default), (1, 'z', 'EU', default) on conflict do nothing;
select id, owner from account order by id;
-- insert: zero as a key
insert into account (id, owner, region) values (0, 'zero', 'EU');
select id, owner from account where id < 2 order by id;
-- conflict: no such constraint
insert into account (id, owner, region) values (1, 'x', 'EU') on conflict (owner) do nothing;

-- conflict: by constraint
insert into account (id, owner, region) values (1, 'named', 'EU') on conflict on constraint account_pkey do update set owner = excluded.owner;
select owner from account where id = 1;

-- conflict: needs a target
insert into account (id, owner, region) values (1, 'x', 'EU') on conflict do update set owner = 'y';

-- conflict: from a query, with a subquery
insert into account (id, owner, region, balance) select id, owner, region, 1 from account where id < 4 on conflict (id) do update set balance = excluded.balance + (select count(*) from region);
select id, balance from account order by id;

-- conflict: ambiguous column
insert into account (id, owner, region) values (1, 'x', 'EU') on conflict (id) do update set owner = owner;

-- truncate
truncate account;
select count(*) from account;

-- truncate: rolled back
begin;
truncate table only account;
select count(*) from account;
rollback;
select count(*) from account;

-- truncate: two tables, one twice
begin;
truncate account, region, account;
select count(*) from region;
rollback;

-- truncate: unknown table
truncate account, nothing;

-- truncate: a system table
truncate pg_class;

-- lock: for update
begin;
select id, owner from account where region = 'EU' order by id for update;
update account set balance = 1 where id = 1;
commit;
select balance from account where id = 1;

-- lock: for share, with a limit
select id from account order by id limit 2 for share;

-- lock: of one table, nowait
select a.id, r.name from account a join region r on r.code = a.region order by a.id for update of a nowait;

-- lock: skip locked
select id from account where balance > 10 order by id desc limit 2 offset 1 for no key update skip locked;

-- lock: star
select * from account where id = 2 for key share;

-- lock: expression that is not selected
select balance * 2 as twice from account order by id for update;

-- lock: no such table in FROM
select id from account for update of other;

-- lock: grouped
select region, count(*) from account group by region for update;

-- lock: distinct
select distinct region from account for update;

-- lock: union
select id from account union select 1 for update;

-- lock: nullable side
select a.id from account a left join region r on r.code = a.region for update;

-- lock: read only
begin read only;
select id from account for update;
rollback;

-- lock: parameters
prepare l (int) as select owner from account where id = $1 for update;
execute l (1);
deallocate l;

-- merge: update and insert
merge into account a using (values (1, 5.5), (2, 6.5), (700, 7.5)) s (id, amount) on a.id = s.id when matched then update set balance = a.balance + s.amount when not matched then insert (id, owner, region, balance) values (s.id, 'merged', 'EU', s.amount);
select id, owner, balance from account where id in (1, 2, 700) order by id;

-- merge: conditions, first that fits
merge into account using region r on region = r.code when matched and balance > 50 then delete when matched and r.rate > 1 then update set note = r.name when matched then do nothing when not matched then do nothing;
select id, note from account order by id;

-- merge: not matched by source
merge into account a using (select 'EU' as code) s on a.region = s.code when not matched by source and a.region is null then delete when not matched by source then update set note = 'elsewhere' when matched then update set note = 'here';
select id, note from account order by id;

-- merge: all kinds with returning
merge into account a using (values (1), (2), (701)) s (id) on a.id = s.id when matched and a.id = 1 then delete when matched then update set balance = 1 when not matched by target then insert values (s.id, 'new', 'US') returning merge_action(), s.id, a.owner, old.balance, new.balance;

-- merge: returning star
merge into account a using (values (2)) s (key) on a.id = s.key when matched then update set note = 'starred' returning *;

-- merge: moves rows
merge into account a using region r on a.region = r.code when matched then update set region = case r.code when 'EU' then 'JP' else 'EU' end;
select id, region from account order by id;

-- merge: row twice
merge into account a using (values (1), (1)) s (id) on a.id = s.id when matched then update set balance = 0;

-- merge: unreachable
merge into account a using (values (1)) s (id) on a.id = s.id when matched then delete when matched then do nothing;

-- merge: with
with s as (select 1 as id) merge into account a using s on a.id = s.id when matched then delete;
select count(*) from account;

-- merge: default values and overriding nothing
merge into account a using (values (702)) s (id) on a.id = s.id when not matched then insert (id, owner, active) values (s.id, 'dflt', default);
select id, owner, active from account where id = 702;

-- merge: nothing to do
merge into account a using (select 1 as id where false) s on a.id = s.id when matched then delete;

-- merge: null where none may be
merge into account a using (values (703)) s (id) on a.id = s.id when not matched then insert (id) values (s.id);

-- merge: target column in insert
merge into account a using (values (704)) s (id) on a.id = s.id when not matched then insert (id, owner) values (s.id, a.owner);

-- merge: action outside
select merge_action();

-- merge: error in a value that no row needs
merge into account a using (values (1, 0), (2, 1)) s (id, d) on a.id = s.id when matched and s.d <> 0 then update set balance = 1 / s.d when matched then update set note = 'safe';
select note from account where id = 1;

-- cursor: rows are changed and deleted one by one
begin;
declare c cursor for select id, owner from account where id < 5 order by id for update;
fetch c;
update account set balance = balance + 1000 where current of c;
fetch c;
delete from account where current of c;
fetch c;
update account set note = 'seen' where current of c returning id, note;
update account set note = note || ' twice' where current of c returning id, note;
fetch c;
commit;
select id, balance, note from account order by id;

-- cursor: columns that the cursor does not show
begin;
declare c cursor for select 1 from account order by id desc for no key update;
move 2 in c;
update account set owner = owner || '!' where current of c returning id, owner;
delete from account where current of c returning id;
rollback;
select id, owner from account order by id;

-- cursor: a row goes to another fragment
begin;
declare c cursor for select id from account where region = 'EU' order by id for update;
fetch c;
update account set region = 'US' where current of c returning id, region;
update account set note = 'moved' where current of c returning id, region, note;
fetch c;
update account set region = 'JP' where current of c;
commit;
select id, region, note from account order by id;

-- cursor: of a join, of which both tables are locked
begin;
declare c cursor for select a.id from account a join region r on r.code = a.region order by a.id for update of a for share of r;
fetch c;
update account set note = 'joined' where current of c;
commit;
select id, note from account order by id;

-- cursor: with parameters
begin;
declare c cursor for select id from account order by id for update;
fetch c;
values from the parameter
update account set note = $1 where current of c returning id, note;
prepare p as delete from account where current of c returning id;
fetch c;
execute p;
deallocate p;
commit;
select id, note from account order by id;

-- cursor: not at a row
begin;
declare c cursor for select id from account order by id for update;
delete from account where current of c;
rollback;
begin;
declare c cursor for select id from account order by id for update;
move all in c;
delete from account where current of c;
rollback;

-- cursor: no such cursor
begin;
update account set note = 'x' where current of nobody;
rollback;
delete from account where current of nobody;

-- cursor: of another table
begin;
declare c cursor for select code from region order by code for update;
fetch c;
delete from account where current of c;
rollback;

-- cursor: the table is there twice
begin;
declare c cursor for select a.id from account a join account b on a.id = b.id + 1 order by a.id for update;
fetch c;
delete from account where current of c;
rollback;

-- cursor: of a query that cannot be followed
begin;
declare c cursor for select region, count(*) from account group by region order by region for update;
rollback;
begin;
declare c cursor with hold for select id from account for update;
rollback;
begin;
declare c scroll cursor for select id from account for update;
rollback;
begin;
declare c insensitive cursor for select id from account for share;
rollback;

-- cursor: held from before
begin;
declare c cursor with hold for select id from account order by id;
commit;
fetch c;
close c;
select id from account order by id;

-- cursor: savepoints
begin;
declare c cursor for select id from account order by id for update;
fetch c;
savepoint s;
update account set note = 'undone' where current of c;
rollback to s;
update account set owner = 'kept' where current of c;
commit;
select id, owner, note from account order by id;

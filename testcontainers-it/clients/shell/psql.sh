#!/usr/bin/env bash
# psql: its own commands, formats, variables, cursors and COPY. Where in PostgreSQL's sources an error was raised does not count.
set -euo pipefail
psql -X -v ON_ERROR_STOP=0 -v FETCH_COUNT="$1" <<'SQL' 2>&1 | grep -v '^LOCATION:'
\pset null '(null)'
select * from kinds order by id;
select id, name from person order by id limit 5;
\x on
select * from person where id = 600;
\x off
\gdesc
select id, name, balance, born from person \gdesc
select id as key, name from country order by id limit 1 \gset
\echo :key :name
select country, born < '1980-01-01' as old, id from person where id < 9 \crosstabview country old id
\copy (select id, name from country order by id) to stdout with csv header
copy country to stdout with (format csv, quote '*', force_quote (name), null 'none');
begin; select 1/0; select 1; rollback;
\set AUTOCOMMIT off
select count(*) from person; commit;
\set AUTOCOMMIT on
select 1 as a \; select 2 as b;
select $1::int + $2::int \bind 1 2 \g
prepare q(int) as select name from person where id = $1;
execute q(600);
deallocate q;
begin; declare c scroll cursor for select id from person order by id; fetch 3 from c; fetch last from c; fetch backward 2 from c; close c; commit;
select format('select %s as n', n) from generate_series(1, 3) n \gexec
\errverbose
select nothing from person;
\echo :LAST_ERROR_SQLSTATE :ROW_COUNT
SQL

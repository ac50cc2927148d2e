#!/usr/bin/env bash
# psqlODBC through unixODBC's isql: a driver manager's view of a PostgreSQL server.
set -euo pipefail
driver=$(find /usr/lib -name 'psqlodbcw.so' | head -1)
connect="DRIVER=$driver;SERVER=$PGHOST;PORT=$PGPORT;DATABASE=$PGDATABASE;UID=$PGUSER;PWD=x;UseServerSidePrepare=$1;UseDeclareFetch=$2"
# Federator has a schema of its own, which PostgreSQL has not, and other numbers of tables.
isql -k "$connect" -b -v 2>/dev/null <<'SQL' | grep -v -E '\| federator +\||^SQLRowCount|rows fetched$' | sed -E 's/\| [1-9][0-9]{4} +\|/| oid |/g'
select id, name, born, balance from person where id in (1, 2, 600) order by id
select c.name, count(*), sum(balance) from person p join country c on c.id = p.country group by 1 order by 1
select id, flag, small, big, real, double, num, word, day, moment from kinds order by id
select * from nowhere
select {fn ucase('abc')}, {d '2024-02-29'}, {fn concat('a', 'b')}
help
help person
SQL

-- What clients ask of the system catalogs when they start, synchronise a schema or complete a word. The questions are theirs, the
-- words ours. Numbers of objects and names of owners differ between servers and are not asked for.

-- Every relation of the system schemas, with its columns, their types and how they are kept. (Two more columns are there for psql 15,
-- which asks every server since 15 for them.)
select n.nspname, c.relname, c.relkind, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation,
    a.attlen, a.attbyval, a.attalign, a.attstorage, a.attndims
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
  where n.nspname in ('pg_catalog', 'information_schema') and a.attname not in ('daticulocale', 'colliculocale') order by 1, 2, 4;
select c.relname, i.indisunique, i.indisprimary, i.indkey, pg_get_indexdef(i.indexrelid) from pg_index i
  join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'pg_catalog' order by 1;

-- Lists of tables.
select c.relname, c.relkind, obj_description(c.oid, 'pg_class') from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'v', 'p', 'f', 'm') order by 1;
select table_schema, table_name, table_type from information_schema.tables
  where table_schema not in ('pg_catalog', 'information_schema', 'federator') order by 1, 2;
select schemaname, tablename, hasindexes, hasrules from pg_tables where schemaname = 'public' order by 2;
select relname, n.nspname, relpersistence, relispartition, relhassubclass, relrowsecurity from pg_class c
  join pg_namespace n on c.relnamespace = n.oid where relkind = 'r' and n.nspname = 'public' and pg_table_is_visible(c.oid) order by 1;
select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = any (array['r', 'p', 'f', 'v', 'm'])
  and n.nspname = 'public' and c.relname = 'people';

-- Columns, as object mappers describe them.
select a.attname, format_type(a.atttypid, a.atttypmod),
    (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum and a.atthasdef),
    a.attnotnull, a.attnum, col_description(a.attrelid, a.attnum), a.attgenerated, a.attidentity
  from pg_attribute a where a.attrelid = 'purchases'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum;
select c.relname, a.attname, t.typname, t.typtype, t.typcategory, t.typlen, information_schema._pg_char_max_length(a.atttypid, a.atttypmod),
    information_schema._pg_numeric_precision(a.atttypid, a.atttypmod), information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)
  from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 order by 1, a.attnum;
select column_name, ordinal_position, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale,
    datetime_precision, udt_schema, udt_name, is_identity, is_generated from information_schema.columns
  where table_schema = 'public' order by table_name, ordinal_position;
select pk.constraint_type as "Constraint", c.column_name as "Field", c.column_default as "Default", c.is_nullable as "Null",
    case when c.udt_name = 'hstore' then c.udt_name else c.data_type end
      || case when c.character_maximum_length is not null then '(' || c.character_maximum_length || ')' else '' end as "Type",
    (select array_agg(e.enumlabel) from pg_catalog.pg_type t join pg_catalog.pg_enum e on t.oid = e.enumtypid
      where t.typname = c.udt_name) as "Special",
    (select pgd.description from pg_catalog.pg_statio_all_tables st join pg_catalog.pg_description pgd on pgd.objoid = st.relid
      where c.ordinal_position = pgd.objsubid and c.table_name = st.relname) as "Comment"
  from information_schema.columns c left join (select tc.table_schema, tc.table_name, cu.column_name, tc.constraint_type
      from information_schema.table_constraints tc join information_schema.key_column_usage cu
        on tc.table_schema = cu.table_schema and tc.table_name = cu.table_name and tc.constraint_name = cu.constraint_name
        and tc.constraint_type = 'PRIMARY KEY') pk
    on pk.table_schema = c.table_schema and pk.table_name = c.table_name and pk.column_name = c.column_name
  where c.table_name = 'people' and c.table_schema = 'public' order by c.ordinal_position;

-- Keys.
select c.relname, con.conname, con.contype, con.conkey, con.condeferrable, con.condeferred, con.convalidated, con.conenforced,
    con.confupdtype, con.confdeltype, con.confmatchtype, f.relname, con.confkey, pg_get_constraintdef(con.oid, true)
  from pg_constraint con join pg_class c on c.oid = con.conrelid left join pg_class f on f.oid = con.confrelid
  where c.relnamespace = 'public'::regnamespace order by 1, 2;
select r.conname, array_agg(a.attname::text order by k.ord) from pg_constraint r
    cross join lateral unnest(r.conkey) with ordinality k(num, ord) join pg_attribute a on a.attrelid = r.conrelid and a.attnum = k.num
  where r.contype in ('p', 'u') and r.connamespace = 'public'::regnamespace group by r.oid, r.conname order by 1;
select tc.table_name, tc.constraint_type, kcu.column_name, kcu.ordinal_position, kcu.position_in_unique_constraint
  from information_schema.table_constraints tc join information_schema.key_column_usage kcu using (constraint_schema, constraint_name)
  where tc.table_schema = 'public' order by 1, 2, 4, 3;
select rc.constraint_name, rc.unique_constraint_name, rc.match_option, rc.update_rule, rc.delete_rule
  from information_schema.referential_constraints rc where rc.constraint_schema = 'public' order by 1;
select result.pktable_name, result.pkcolumn_name, result.fktable_name, result.fkcolumn_name, result.key_seq, result.fk_name
  from (select p.relname as pktable_name, pa.attname as pkcolumn_name, f.relname as fktable_name, fa.attname as fkcolumn_name,
      pos.n as key_seq, con.conname as fk_name
    from pg_constraint con, pg_class p, pg_class f, pg_attribute pa, pg_attribute fa, generate_series(1, 32) pos(n)
    where con.contype = 'f' and p.oid = con.confrelid and f.oid = con.conrelid and pa.attrelid = p.oid and fa.attrelid = f.oid
      and pa.attnum = con.confkey[pos.n] and fa.attnum = con.conkey[pos.n]) result order by 6, 5;
select conname, information_schema._pg_expandarray(conkey) from pg_constraint where contype = 'p' and conrelid = 'positions'::regclass;

-- Indexes.
select i.relname as name, ix.indisprimary as "primary", ix.indisunique as "unique", ix.indkey as indkey,
    array_agg(a.attnum) as column_indexes, array_agg(a.attname) as column_names, pg_get_indexdef(ix.indexrelid) as definition
  from pg_class t, pg_class i, pg_index ix, pg_attribute a
  where t.oid = ix.indrelid and i.oid = ix.indexrelid and a.attrelid = t.oid and a.attnum > 0 and t.relkind = 'r'
    and t.relname = 'positions'
  group by i.relname, ix.indexrelid, ix.indisprimary, ix.indisunique, ix.indkey order by i.relname;
select t.relname, i.relname, am.amname, x.indnatts, x.indnkeyatts, x.indisunique, x.indisprimary, x.indisclustered, x.indisvalid,
    x.indoption, pg_get_expr(x.indpred, x.indrelid), array(select pg_get_indexdef(x.indexrelid, k + 1, true)
      from generate_subscripts(x.indkey, 1) k order by k)
  from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_am am on am.oid = i.relam
  where t.relnamespace = 'public'::regnamespace order by 1, 2;
select pg_get_indexdef(indexrelid, 0, false), pg_get_indexdef(indexrelid, 0, true), pg_get_indexdef(indexrelid, 2, true) from pg_index
  where indrelid = 'purchases'::regclass order by indexrelid::regclass::text;
select * from pg_indexes where schemaname = 'public' order by indexname;
select i.relname, pg_index_column_has_property(i.oid, 1, 'asc'), pg_index_column_has_property(i.oid, 1, 'nulls_first'),
    pg_index_has_property(i.oid, 'clusterable') from pg_class i where relkind = 'i' and relnamespace = 'public'::regnamespace order by 1;
select cls.relname, con.contype, con.conname from pg_index idx join pg_class cls on cls.oid = indexrelid
    left join pg_constraint con on con.conindid = cls.oid and con.conrelid = idx.indrelid and con.contype in ('p', 'u', 'x')
  where idx.indrelid = 'people'::regclass and cls.tableoid = 'pg_class'::regclass order by 1;

-- Types, as drivers load them.
select t.typname, t.typtype, t.typcategory, t.typlen, t.typnotnull, e.typname, t.typinput, t.typdelim from pg_type t
    left join pg_type e on e.oid = t.typelem where t.typnamespace = 'pg_catalog'::regnamespace and t.typtype in ('b', 'r', 'm', 'p') and t.typrelid = 0
    and e.typrelid is not distinct from nullif(coalesce(e.typrelid, 0), 0) or t.typname = 'int4' order by 1;
select t.oid, n.nspname, t.typname, case when t.typtype = 'b' and p.proname = 'array_recv' then 'a' else t.typtype end,
    r.rngsubtype from pg_type t join pg_namespace n on n.oid = t.typnamespace join pg_proc p on p.oid = t.typreceive
    left join pg_range r on r.rngtypid = t.oid
  where t.typtype in ('b', 'r') and t.typrelid = 0 and t.oid < 10000 order by t.oid;
select oid, typname from pg_type where typtype = 'b' and typname in ('hstore', 'geometry', 'int4', 'text') order by 1;
select oid, rngsubtype, rngmultitypid from pg_range join pg_type on oid = rngtypid order by 1;
select typname, format_type(typbasetype, typtypmod) from pg_type where typtype = 'd' order by 1;
select n.nspname, t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'e';
select format_type(oid, -1), format_type(oid, null) from pg_type where oid < 10000 and typrelid = 0 order by oid;
select format_type(oid, 10) from pg_type where oid < 10000 and typrelid = 0 and oid not in (18, 1186, 1187) order by oid;

-- Functions and operators.
select p.proname, pg_get_function_result(p.oid), pg_get_function_arguments(p.oid), p.prokind, l.lanname from pg_proc p
    join pg_language l on l.oid = p.prolang where p.proname in ('lower', 'age', 'string_agg', 'row_number', 'generate_series', 'parse_ident')
  order by 1, 3;
select pg_get_functiondef(p.oid) from pg_proc p where p.prokind in ('f', 'w') and p.prolang in (12, 13)
    and p.pronamespace = 'pg_catalog'::regnamespace and p.oid < 10000 order by p.oid;
select oid::regoper, oid::regoperator from pg_operator order by oid;
select 0::regoper, 0::regoperator, to_regoper('||/'), to_regoperator('+(int4, int4)'), to_regoperator('pg_catalog.-(none, integer)'),
    to_regoper('+++'), '=(text,text)'::regoperator::oid;
select '='::regoper;
select '+++'::regoper;
select '=(text)'::regoperator;
select name from pg_available_extensions() where false;
select name, version from pg_available_extension_versions() where false;
select oprname, oprleft::regtype, oprright::regtype, oprresult::regtype, oprcode from pg_operator order by oid;
select aggfnoid, aggtransfn, aggkind from pg_aggregate order by aggfnoid::oid;
select 'lower(text)'::regprocedure, to_regprocedure('lpad(text, integer)'), to_regprocedure('nothing()'), 'now'::regproc, to_regproc('nothing');
select 'lower'::regproc;
select 'nothing()'::regprocedure;
select pg_get_functiondef('sum(integer)'::regprocedure);

-- Names, visibility, comments, privileges.
select to_regclass('people'), to_regclass('public.people_pkey'), to_regclass('nothing'), to_regtype('varchar(10)'), to_regnamespace('public'),
    'people'::regclass, 'information_schema.yes_or_no'::regtype, 'people[]'::regtype;
select pg_table_is_visible('people'::regclass), pg_type_is_visible(23), pg_function_is_visible('now'::regproc), pg_table_is_visible(0);
select obj_description('people'::regclass, 'pg_class'), col_description('people'::regclass, 3);
select pg_describe_object('pg_class'::regclass, 'people'::regclass, 0), pg_describe_object('pg_class'::regclass, 'people'::regclass, 2),
    pg_describe_object('pg_class'::regclass, 'people_pkey'::regclass, 0);
select has_table_privilege('people', 'select'), has_schema_privilege('public', 'usage'), has_column_privilege('people', 'id', 'select'),
    has_any_column_privilege('people', 'select'), has_function_privilege('lower(text)', 'execute'), has_type_privilege('int4', 'usage'),
    has_database_privilege(current_database(), 'connect'), has_language_privilege('sql', 'usage'), has_parameter_privilege('work_mem', 'set');
select has_table_privilege('people', 'nothing');
select has_schema_privilege('Public', 'usage');
select has_column_privilege('people', 'nothing', 'select');
select has_table_privilege(99999999::oid, 'select'), has_column_privilege('people'::regclass, 99::smallint, 'select'),
    has_column_privilege('people'::regclass, 2::smallint, 'select');
select obj_description('lower(text)'::regprocedure, 'pg_proc'), obj_description('lower(text)'::regprocedure, 'pg_class'),
    obj_description('lower(text)'::regprocedure, 'nothing'), shobj_description('lower(text)'::regprocedure, 'pg_proc');
select typname, pg_type_is_visible(oid) from pg_type where typtype = 'd' order by 1;
select pg_type_is_visible(99999999), pg_function_is_visible(99999999), pg_relation_size(99999999::oid::regclass);
select to_regclass('a.b.c');
select to_regclass('a.b.c.d');
select pg_get_serial_sequence('people', 'id');
select pg_get_serial_sequence('people', 'nothing');
select pg_get_serial_sequence('nothing', 'id');
select * from pg_options_to_table(array['a=b', 'c=', 'd']);
select routine_name, privilege_type from information_schema.routine_privileges where routine_name = 'pg_ls_waldir' and grantee = 'PUBLIC';
select count(*) from information_schema.routine_privileges where grantee = 'PUBLIC' and routine_schema = 'pg_catalog' and specific_name like 'a%';
select udt_name, column_name from information_schema.column_udt_usage where table_schema = 'public' order by 2, 1;

-- The server.
select current_database() is not null, current_schema(), current_schemas(false), pg_client_encoding(), getdatabaseencoding(),
    pg_encoding_to_char(encoding), pg_is_in_recovery(), pg_backend_pid() > 0 from pg_database where datname = current_database();
select count(*) from pg_stat_activity where pid = pg_backend_pid() and state = 'active' and backend_type = 'client backend';
select datname = current_database(), datallowconn, datistemplate, age(datfrozenxid) >= 0 from pg_database where datname = current_database();
select case when pg_is_in_recovery() then pg_is_wal_replay_paused() else false end, pg_last_wal_receive_lsn(), pg_last_xact_replay_timestamp();
select pg_is_wal_replay_paused();
select r.rolname = current_user, r.rolcanlogin, case when 'pg_signal_backend' = any (array(with recursive m as (
    select oid, rolname from pg_roles where oid = r.oid union all
    select a.roleid, p.rolname from m join pg_auth_members a on a.member = m.oid join pg_roles p on p.oid = a.roleid)
  select rolname from m)) then true else false end from pg_roles r where r.rolname = current_user;
select xmin::text::bigint > 0, age(xmin) >= 0, tableoid::regclass from pg_namespace where nspname = 'public';
select setting, unit, vartype from pg_settings where name in ('search_path', 'standard_conforming_strings', 'statement_timeout') order by name;
select s.extname from pg_extension s where s.extname = 'postgis';
select count(*) from pg_inherits;
select count(*) from pg_trigger where tgrelid = 'people'::regclass and not tgisinternal;
select polname, polcmd from pg_policy;
select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'federator') order by 1;
select amname, amtype from pg_am order by 1;
select collname, collprovider from pg_collation where collname in ('C', 'POSIX', 'default', 'ucs_basic') order by 1;
select castsource::regtype, casttarget::regtype, castcontext, castmethod from pg_cast order by oid;
select pg_stat_get_live_tuples('pg_class'::regclass) >= 0, pg_stat_get_last_vacuum_time('people'::regclass) is null,
    pg_relation_size('people') >= 0, pg_tablespace_size('pg_default') >= 0;
select name, min_val, max_val from pg_settings where name in ('seq_page_cost', 'jit_above_cost', 'work_mem') order by 1;
select txid_current() > 0, txid_current() = txid_current();

-- Elsewhere than in public.
begin;
set local search_path to pg_catalog;
select pg_get_constraintdef(oid) from pg_constraint where contype = 'f' order by conname;
select pg_get_indexdef(indexrelid, 0, true) from pg_index where indrelid = 'public.people'::regclass order by 1;
commit;

-- Encodings, text search and functions that no query calls, by name and number.
select i, pg_encoding_to_char(i), pg_char_to_encoding(pg_encoding_to_char(i)), pg_encoding_max_length(i) from generate_series(-1, 42) i;
select pg_char_to_encoding('UTF-8'), pg_char_to_encoding('iso 8859-1'), pg_char_to_encoding('win'), pg_char_to_encoding('nothing');
select conname, pg_encoding_to_char(conforencoding), pg_encoding_to_char(contoencoding) from pg_conversion order by conname;
select maptokentype, mapdict::regdictionary, mapcfg::regconfig from pg_ts_config_map where mapcfg = 'english'::regconfig order by 1, 2;
select 'simple'::regdictionary::oid, 'pg_catalog.simple'::regconfig::oid, 0::regconfig, 1::regdictionary;
select 'nothing'::regdictionary;
select 'nothing'::regconfig;
select tmplname, tmplinit, tmpllexize from pg_ts_template order by 1;
select 31::regprocedure, 'byteaout(bytea)'::regprocedure::oid, 31::regproc;
select amproc::regprocedure from pg_amproc where amprocfamily = 1976 order by amproc::oid, 1;
-- Settings: what they are, and who may change them.
select name, category, vartype, unit, min_val, max_val, enumvals from pg_settings
  where name not like '%.%' and name not in ('lc_collate', 'lc_ctype', 'server_version_num') order by name collate "C";
select name, setting, boot_val, context from pg_settings where name in ('shared_buffers', 'wal_level', 'autovacuum', 'vacuum_cost_limit',
  'geqo_seed', 'max_wal_size', 'zero_damaged_pages', 'ignore_system_indexes', 'log_connections', 'checkpoint_timeout') order by name;
show wal_level;
show max_wal_size;
set wal_level = 'logical';
set autovacuum = off;
set ignore_system_indexes = on;
set block_size = 1;
set vacuum_cost_limit = 300;
show vacuum_cost_limit;
reset vacuum_cost_limit;
set geqo_seed = 2;

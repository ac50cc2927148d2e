-- What tools ask of the catalogs when they connect, draw their trees and synchronise a schema: the tables, columns, functions, casts
-- and joins are those of the tools' sources, the words ours. Numbers of objects and names of owners are told by what they stand for.

-- DBeaver: the session, databases, schemas.
select current_schema(), session_user = current_user;
select db.datname = current_database() as here, db.datallowconn, db.datistemplate, db.encoding, pg_encoding_to_char(db.encoding)
  from pg_catalog.pg_database db where 1 = 1 and datallowconn and not datistemplate and (db.datname like current_database())
  order by db.datname;
select s.nspname, s.oid::regnamespace::text, s.oid = s.nspname::regnamespace::oid, c.description from pg_catalog.pg_namespace s
  left outer join pg_catalog.pg_description c on c.objoid = s.oid and c.objsubid = 0 and c.classoid = 'pg_namespace'::regclass
  where s.nspname in ('public', 'pg_catalog', 'information_schema') order by nspname;
select sd.description is null or true from pg_shdescription sd right join pg_database on sd.objoid = pg_database.oid
  where datname = current_database();
select db.datname = current_database(), pg_database_size(db.oid) >= 0 from pg_catalog.pg_database db where db.datname = current_database();

-- DBeaver: types with the names of what they are made of.
select t.typname, t.typtype, t.typcategory, t.typispreferred, t.typisdefined, t.typdelim, t.typinput, t.typoutput, t.typreceive, t.typsend,
    t.typmodin, t.typmodout, t.typanalyze, t.typalign, t.typstorage, t.typnotnull, t.typtypmod, t.typndims, c.relkind,
    format_type(nullif(t.typbasetype, 0), t.typtypmod) as base_type_name, d.description
  from pg_catalog.pg_type t left outer join pg_catalog.pg_type et on et.oid = t.typelem
    left outer join pg_catalog.pg_class c on c.oid = t.typrelid
    left outer join pg_catalog.pg_description d on t.oid = d.objoid
  where t.typname is not null and (c.relkind is null or c.relkind = 'c') and (et.typcategory is null or et.typcategory <> 'C')
    and t.typnamespace = 'pg_catalog'::regnamespace and d.classoid = 'pg_type'::regclass order by t.typname;
select t.typname, t.typtype, t.typlen, t.typcategory, c.relkind from pg_catalog.pg_type t left join pg_class c on c.oid = t.typrelid
  where t.typnamespace = 'public'::regnamespace order by 1;

-- DBeaver: relations, columns, constraints, indexes, functions of a schema.
select c.relname, c.relkind, c.relnatts, c.relhasindex, c.relispartition, c.reloptions, c.relpersistence, d.description,
    pg_catalog.pg_get_expr(c.relpartbound, c.oid) as partition_expr, pg_catalog.pg_get_partkeydef(c.oid) as partition_key
  from pg_catalog.pg_class c left outer join pg_catalog.pg_description d on d.objoid = c.oid and d.objsubid = 0
    and d.classoid = 'pg_class'::regclass
  where c.relnamespace = 'public'::regnamespace and c.relkind not in ('i', 'I', 'c') order by 1;
select c.relname, a.attname, a.attnum, a.atttypid::regtype, a.atttypmod, a.attnotnull, a.attndims, a.attidentity, a.attgenerated, a.attislocal,
    a.attoptions, a.attstattarget, a.attcollation::regcollation, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) as def_value,
    dsc.description, dep.objid
  from pg_catalog.pg_attribute a inner join pg_catalog.pg_class c on (a.attrelid = c.oid)
    left outer join pg_catalog.pg_attrdef ad on (a.attrelid = ad.adrelid and a.attnum = ad.adnum)
    left outer join pg_catalog.pg_description dsc on (c.oid = dsc.objoid and a.attnum = dsc.objsubid)
    left outer join pg_depend dep on dep.refobjid = a.attrelid and dep.deptype = 'i' and dep.refobjsubid = a.attnum
      and dep.classid = dep.refclassid
  where not a.attisdropped and c.relkind not in ('i', 'I', 'c') and c.relnamespace = 'public'::regnamespace and a.attnum > 0
  order by c.relname, a.attnum;
select c.conname, c.contype, c.condeferrable, c.conkey, c.confkey, t.relname as tabrelname, rt.relnamespace::regnamespace, d.description,
    case when c.contype = 'c' then "substring"(pg_get_constraintdef(c.oid), 7) else null end consrc_copy
  from pg_catalog.pg_constraint c inner join pg_catalog.pg_class t on t.oid = c.conrelid
    left outer join pg_catalog.pg_class rt on rt.oid = c.confrelid
    left outer join pg_catalog.pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_constraint'::regclass
  where t.relnamespace = 'public'::regnamespace order by t.relname, c.conname;
select i.indisunique, i.indisprimary, i.indnatts, i.indkey as keys, c.relname, c.relnamespace::regnamespace, am.amname, c.reltablespace,
    tc.relname as tabrelname, dsc.description, pg_catalog.pg_get_expr(i.indpred, i.indrelid) as pred_expr,
    pg_catalog.pg_get_expr(i.indexprs, i.indrelid, true) as expr, pg_catalog.pg_relation_size(i.indexrelid) >= 0 as has_size,
    pg_catalog.pg_stat_get_numscans(i.indexrelid) >= 0 as has_scans
  from pg_catalog.pg_index i inner join pg_catalog.pg_class c on c.oid = i.indexrelid
    inner join pg_catalog.pg_class tc on tc.oid = i.indrelid join pg_am am on am.oid = c.relam
    left outer join pg_catalog.pg_description dsc on i.indexrelid = dsc.objoid
  where c.relnamespace = 'public'::regnamespace order by c.relname;
select p.oid as poid, p.proname, p.prokind, p.provolatile, p.proisstrict, p.proretset, p.pronargs, p.prorettype::regtype, p.proargtypes,
    p.proallargtypes, p.proargmodes, p.proargnames, l.lanname, pg_catalog.pg_get_expr(p.proargdefaults, 0) as arg_defaults, d.description
  from pg_catalog.pg_proc p left outer join pg_catalog.pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass
    and d.objsubid = 0 join pg_language l on l.oid = p.prolang
  where p.pronamespace = 'pg_catalog'::regnamespace and p.oid < 10000 order by p.oid limit 500;
select p.proname as proc_name, a.aggkind, a.aggtransfn, a.aggfinalfn, a.agginitval from pg_catalog.pg_aggregate a, pg_catalog.pg_proc p
  where p.oid = a.aggfnoid and p.pronamespace = 'pg_catalog'::regnamespace order by p.proname, p.oid;
select (pg_identify_object('pg_proc'::regclass, aggfnoid, 0)).identity, case aggfinalfn when '-'::regproc then null else aggfinalfn::text end,
    case aggsortop when 0 then null else oprname end, aggtransspace, aggmtranstype::regtype
  from pg_aggregate left join pg_operator on pg_operator.oid = aggsortop
  where aggfnoid in ('max(integer)'::regprocedure, 'string_agg(text, text)'::regprocedure) order by 1;
select pg_identify_object('pg_type'::regclass, oid, 0) from pg_type where oid in (16, 18, 23, 30, 194, 1007, 1043, 2277)
  or typname in ('people', '_people', 'yes_or_no') order by oid::regtype::text;
select o.* from pg_constraint c cross join lateral pg_identify_object('pg_constraint'::regclass, c.oid, 0) o where conrelid = 'people'::regclass
  order by 4;
select pg_identify_object('pg_class'::regclass, 'people'::regclass, 2), pg_identify_object('pg_class'::regclass, 'people_pkey'::regclass, 0),
    pg_identify_object('pg_class'::regclass, 'pg_roles'::regclass, 0), pg_identify_object('pg_class'::regclass, 99999999, 0),
    pg_identify_object('pg_namespace'::regclass, 'public'::regnamespace, 0), pg_identify_object('pg_proc'::regclass, 0, 0);
select pg_identify_object('pg_proc'::regclass, oid, 0) from pg_proc where pronamespace = 'pg_catalog'::regnamespace and oid < 10000
  order by oid;
select c.relname, pg_catalog.pg_total_relation_size(c.oid) >= 0, pg_catalog.pg_relation_size(c.oid) >= 0 from pg_class c
  where c.relnamespace = 'public'::regnamespace order by 1;
select i.inhrelid, p.relnamespace, p.oid, i.inhseqno from pg_catalog.pg_inherits i, pg_catalog.pg_class p, pg_catalog.pg_class c
  where c.oid = i.inhrelid and c.relnamespace = 'public'::regnamespace and p.oid = i.inhparent;
select x.evtname, d.description from pg_catalog.pg_event_trigger x left outer join pg_catalog.pg_description d on x.oid = d.objoid;
select e.extname, n.nspname as schema_name, cfg.tbls from pg_catalog.pg_extension e join pg_namespace n on n.oid = e.extnamespace
    left join (select array_agg(ns.nspname || '.' || cls.relname) tbls, oid_ext
      from (select unnest(x.extconfig) oid, x.oid oid_ext from pg_catalog.pg_extension x) c join pg_class cls on cls.oid = c.oid
        join pg_namespace ns on ns.oid = cls.relnamespace group by oid_ext) cfg on cfg.oid_ext = e.oid
  where e.extname <> 'plpgsql' order by e.oid;
select t.spcname, t.spcoptions, pg_tablespace_location(t.oid) loc from pg_catalog.pg_tablespace t order by t.oid;
select l.lanname, l.lanispl, l.lanpltrusted, p.pronamespace as handler_schema_id from pg_catalog.pg_language l
  left outer join pg_catalog.pg_proc p on p.oid = l.lanplcallfoid where l.lanname <> 'plpgsql' order by l.oid;
select distinct dep.deptype, cl.relkind, cl.relname, attr.attname, pg_get_expr(ad.adbin, ad.adrelid) as default_text,
    case when cl.relkind is not null then cl.relkind::text || coalesce(dep.objsubid::text, '') when ty.oid is not null then 'y'::text
      when co.oid is not null then 'C'::text || contype::text else ''::text end as type,
    coalesce(cl.relname, co.conname, ty.typname) as name, coalesce(nsc.nspname, nso.nspname, nst.nspname) as schema
  from pg_depend dep left join pg_class cl on dep.objid = cl.oid left join pg_attribute att on dep.objid = att.attrelid
      and dep.objsubid = att.attnum
    left join pg_namespace nsc on cl.relnamespace = nsc.oid left join pg_proc pr on dep.objid = pr.oid
    left join pg_trigger tg on dep.objid = tg.oid left join pg_type ty on dep.objid = ty.oid left join pg_namespace nst
      on ty.typnamespace = nst.oid
    left join pg_constraint co on dep.objid = co.oid left join pg_namespace nso on co.connamespace = nso.oid
    left join pg_rewrite rw on dep.objid = rw.oid left join pg_attrdef ad on ad.oid = dep.objid
    left join pg_attribute attr on attr.attrelid = ad.adrelid and attr.attnum = ad.adnum
  where dep.refobjid = 'purchases'::regclass and cl.relkind is distinct from 't' order by type, name;

-- Metabase: tables with comments and row counts, fields, foreign keys, indexes, privileges.
select n.nspname as schema, c.relname as name, case c.relkind when 'r' then 'TABLE' when 'p' then 'PARTITIONED TABLE' when 'v' then 'VIEW'
      when 'f' then 'FOREIGN TABLE' when 'm' then 'MATERIALIZED VIEW' else null end as type, d.description,
    stat.n_live_tup >= 0 as estimated
  from pg_catalog.pg_class c inner join pg_catalog.pg_namespace n on c.relnamespace = n.oid
    left join pg_catalog.pg_description d on (c.oid = d.objoid) and (d.objsubid = 0) and (d.classoid = 'pg_class'::regclass)
    left join pg_stat_user_tables stat on (n.nspname = stat.schemaname) and (c.relname = stat.relname)
  where (c.relnamespace = n.oid) and (n.nspname !~ '^pg_') and (n.nspname <> 'information_schema') and c.relkind in ('r', 'p', 'v', 'f', 'm')
    and (n.nspname in ('public')) order by type asc, schema asc, name asc;
select c.column_name as name, case when c.udt_schema in ('public', 'pg_catalog') then format('%s', c.udt_name)
      else format('"%s"."%s"', c.udt_schema, c.udt_name) end as "database-type", c.ordinal_position - 1 as "database-position",
    c.table_schema as "table-schema", c.table_name as "table-name", pk.column_name is not null as "pk?",
    col_description(cast(cast(format('%I.%I', cast(c.table_schema as text), cast(c.table_name as text)) as regclass) as oid),
      c.ordinal_position) as "field-comment",
    ((column_default is null) or (lower(column_default) = 'null')) and (is_nullable = 'NO') and not (((column_default is not null)
      and (column_default like '%nextval(%')) or (is_identity <> 'NO')) as "database-required",
    ((column_default is not null) and (column_default like '%nextval(%')) or (is_identity <> 'NO') as "database-is-auto-increment"
  from information_schema.columns as c left join (select tc.table_schema, tc.table_name, kc.column_name
      from information_schema.table_constraints tc inner join information_schema.key_column_usage kc
        on (tc.constraint_name = kc.constraint_name) and (tc.table_schema = kc.table_schema) and (tc.table_name = kc.table_name)
      where tc.constraint_type = 'PRIMARY KEY') as pk
    on (c.table_schema = pk.table_schema) and (c.table_name = pk.table_name) and (c.column_name = pk.column_name)
  where c.table_schema !~ '^information_schema|catalog_history|pg_' and (c.table_schema in ('public'))
  union all select pa.attname, case when ptn.nspname in ('public', 'pg_catalog') then format('%s', pt.typname)
      else format('"%s"."%s"', ptn.nspname, pt.typname) end, pa.attnum - 1, pn.nspname, pc.relname, false, null, false, false
  from pg_catalog.pg_class pc inner join pg_catalog.pg_namespace pn on pn.oid = pc.relnamespace
    inner join pg_catalog.pg_attribute pa on pa.attrelid = pc.oid inner join pg_catalog.pg_type pt on pt.oid = pa.atttypid
    inner join pg_catalog.pg_namespace ptn on ptn.oid = pt.typnamespace
  where (pc.relkind = 'm') and (pa.attnum >= 1) and (pn.nspname in ('public'))
  order by "table-schema" asc, "table-name" asc, "database-position" asc;
select fk_ns.nspname as "fk-table-schema", fk_table.relname as "fk-table-name", fk_column.attname as "fk-column-name",
    pk_ns.nspname as "pk-table-schema", pk_table.relname as "pk-table-name", pk_column.attname as "pk-column-name"
  from pg_constraint c inner join pg_class fk_table on c.conrelid = fk_table.oid inner join pg_namespace fk_ns on c.connamespace = fk_ns.oid
    inner join pg_attribute fk_column on c.conrelid = fk_column.attrelid inner join pg_class pk_table on c.confrelid = pk_table.oid
    inner join pg_namespace pk_ns on pk_table.relnamespace = pk_ns.oid inner join pg_attribute pk_column
      on c.confrelid = pk_column.attrelid
  where fk_ns.nspname !~ '^information_schema|catalog_history|pg_' and (c.contype = 'f'::char) and (fk_column.attnum = any(c.conkey))
    and (pk_column.attnum = any(c.confkey)) order by "fk-table-schema" asc, "fk-table-name" asc;
select tmp."table-schema", tmp."table-name", trim(both '"' from pg_catalog.pg_get_indexdef(tmp.ci_oid, tmp.pos, false)) as "field-name"
  from (select n.nspname as "table-schema", ct.relname as "table-name", ci.oid as ci_oid,
      (information_schema._pg_expandarray(i.indkey)).n as pos
    from pg_catalog.pg_class ct inner join pg_catalog.pg_namespace n on ct.relnamespace = n.oid
      inner join pg_catalog.pg_index i on ct.oid = i.indrelid inner join pg_catalog.pg_class ci on ci.oid = i.indexrelid
    where (pg_catalog.pg_get_expr(i.indpred, i.indrelid) is null) and n.nspname !~ '^information_schema|catalog_history|pg_') as tmp
  where tmp.pos = 1;
select nspname, typname from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.oid in (select distinct enumtypid from pg_enum e);
with tables as (select schemaname, tablename, format('%I.%I', schemaname, tablename) as named from pg_catalog.pg_tables
    union select schemaname, viewname, format('%I.%I', schemaname, viewname) from pg_catalog.pg_views
    union select schemaname, matviewname, format('%I.%I', schemaname, matviewname) from pg_catalog.pg_matviews)
  select null as role, t.schemaname as schema, t.tablename as table,
    pg_catalog.has_any_column_privilege(current_user, t.named, 'select') as "select"
  from tables t where t.schemaname !~ '^pg_' and t.schemaname not in ('information_schema', 'federator')
    and pg_catalog.has_schema_privilege(current_user, t.schemaname, 'usage') order by 2, 3;

-- Grafana: the version, TimescaleDB, and what its editor suggests.
select current_setting('server_version_num')::int / 100 as version;
select extversion from pg_extension where extname = 'timescaledb';
select schema_name as "name" from information_schema.schemata where schema_name not in ('information_schema', 'pg_catalog', 'pg_toast',
  '_timescaledb_cache', 'federator') order by schema_name;
select quote_ident(table_name) as "table" from information_schema.tables where quote_ident(table_schema) = 'public' order by 1;
select case when quote_ident(table_schema) in (select case when trim(s[i]) = '"$user"' then user else trim(s[i]) end
        from generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1),
          array_upper(string_to_array(current_setting('search_path'), ','), 1)) as i, string_to_array(current_setting('search_path'), ',') s)
      then quote_ident(table_name) else quote_ident(table_schema) || '.' || quote_ident(table_name) end as "table"
  from information_schema.tables
  where quote_ident(table_schema) not in ('information_schema', 'pg_catalog', '_timescaledb_cache', 'federator')
  order by case when quote_ident(table_schema) in (select case when trim(s[i]) = '"$user"' then user else trim(s[i]) end
        from generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1),
          array_upper(string_to_array(current_setting('search_path'), ','), 1)) as i, string_to_array(current_setting('search_path'), ',') s)
      then 0 else 1 end, 1;
select quote_ident(column_name) as "column", data_type as "type" from information_schema.columns
  where case when array_length(parse_ident('public.purchases'), 1) = 2
      then quote_ident(table_schema) = (parse_ident('public.purchases'))[1] and quote_ident(table_name) = (parse_ident('public.purchases'))[2]
      else quote_ident(table_name) = 'public.purchases' and quote_ident(table_schema) in (
        select case when trim(s[i]) = '"$user"' then user else trim(s[i]) end from generate_series(1, 2) as i,
          string_to_array(current_setting('search_path'), ',') s) end;

-- Npgsql, and with it Power BI: types, fields of composite types, enums; the collections of its schema.
select ns.nspname, case when t.oid < 10000 then t.oid end, t.typname, t.typtype, t.typnotnull, format_type(t.elemtypoid, null) from (
    select typ.oid, typ.typnamespace, typ.typname, typ.typtype, typ.typrelid, typ.typnotnull, typ.relkind, elemtyp.oid as elemtypoid,
      elemtyp.typname as elemtypname, elemcls.relkind as elemrelkind,
      case when elemproc.proname = 'array_recv' then 'a' else elemtyp.typtype end as elemtyptype, typ.typcategory
    from (select typ.oid, typnamespace, typname, typrelid, typnotnull, relkind, typelem as elemoid,
        case when proc.proname = 'array_recv' then 'a' else typ.typtype end as typtype,
        case when proc.proname = 'array_recv' then typ.typelem when typ.typtype = 'r' then rngsubtype
          when typ.typtype = 'm' then (select rngtypid from pg_range where rngmultitypid = typ.oid)
          when typ.typtype = 'd' then typ.typbasetype end as elemtypoid, typ.typcategory
      from pg_type as typ left join pg_class as cls on (cls.oid = typ.typrelid) left join pg_proc as proc on proc.oid = typ.typreceive
        left join pg_range on (pg_range.rngtypid = typ.oid)) as typ
      left join pg_type as elemtyp on elemtyp.oid = elemtypoid left join pg_class as elemcls on (elemcls.oid = elemtyp.typrelid)
      left join pg_proc as elemproc on elemproc.oid = elemtyp.typreceive) as t
    join pg_namespace as ns on (ns.oid = typnamespace)
  where (typtype in ('b', 'r', 'm', 'e', 'd') or (typtype = 'c' and ns.nspname not in ('pg_catalog', 'information_schema', 'federator'))
    or (typtype = 'p' and typname in ('record', 'void', 'unknown')) or (typtype = 'a' and (elemtyptype in ('b', 'r', 'm', 'e', 'd')
      or (elemtyptype = 'p' and elemtypname in ('record', 'void')) or (elemtyptype = 'c' and ns.nspname = 'public'))))
  order by case when typtype in ('b', 'e', 'p') then 0 when typtype = 'c' then 1 when typtype = 'r' then 2 when typtype = 'm' then 3
    when typtype = 'd' and elemtyptype <> 'a' then 4 when typtype = 'a' then 5 when typtype = 'd' and elemtyptype = 'a' then 6 end, 1, 3;
select typ.typname, att.attname, att.atttypid from pg_type typ join pg_namespace ns on (ns.oid = typ.typnamespace)
    join pg_class cls on (cls.oid = typ.typrelid) join pg_attribute att on (att.attrelid = typ.typrelid)
  where (typ.typtype = 'c' and ns.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'federator')) and attnum > 0
    and not attisdropped order by typ.typname, att.attnum;
select typ.oid, enumlabel from pg_enum join pg_type typ on typ.oid = enumtypid join pg_namespace ns on ns.oid = typ.typnamespace
  order by oid, enumsortorder;
select catalog_name = current_database(), schema_name from information_schema.schemata where schema_name = 'public';
select table_catalog = current_database(), table_schema, table_name, table_type from information_schema.tables
  where table_type in ('BASE TABLE', 'FOREIGN', 'FOREIGN TABLE') and table_schema not in ('pg_catalog', 'information_schema', 'federator')
  order by 3;
select table_schema, table_name, column_name, ordinal_position, column_default, is_nullable, udt_name::regtype::text, is_generated,
    generation_expression, character_maximum_length, character_octet_length, numeric_precision, numeric_precision_radix, numeric_scale,
    datetime_precision, character_set_catalog, character_set_schema, character_set_name, collation_catalog
  from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position;
select t.schemaname, t.tablename, i.relname, attname from pg_index join pg_class i on i.oid = indexrelid
    join pg_class c on c.oid = indrelid join pg_tables t on t.tablename = c.relname join pg_attribute a on a.attrelid = c.oid
      and a.attnum = any(indkey)
  where t.schemaname = 'public' order by 1, 2, 3, 4;
select u.usename is not null from pg_user u where u.usename = current_user;

-- pgAdmin: the dashboard, settings and what is behind nodes of the tree.
select count(*) = 1 from pg_stat_activity where datname = current_database() and pid = pg_backend_pid();
select count(*) > 100, bool_and(setting is not null or true) from pg_show_all_settings();
select name, category is not null, setting, unit, short_desc is not null from pg_catalog.pg_show_all_settings() where name = 'work_mem';
select s.name, s.setting = s.boot_val, s.vartype from pg_show_all_settings() s join pg_settings v using (name)
  where s.name in ('statement_timeout', 'extra_float_digits') order by 1;
select transaction, gid, prepared, owner, database from pg_prepared_xacts order by gid, database, owner;
select l.pid from pg_locks l left outer join pg_database d on (l.database = d.oid) where not l.granted order by l.pid, l.locktype;
select pg_catalog.pg_is_in_recovery() as inrecovery, case when pg_is_in_recovery() then pg_is_wal_replay_paused() else false end as isreplaypaused;
select tn.relname, cls.relname, des.description, cls.reltablespace, case contype when 'p' then desp.description when 'u' then desp.description
    else des.description end as comment
  from pg_catalog.pg_index idx join pg_catalog.pg_class cls on cls.oid = indexrelid join pg_catalog.pg_class tn on tn.oid = indrelid
    left join pg_catalog.pg_depend dep on (dep.classid = cls.tableoid and dep.objid = cls.oid and dep.refobjsubid = '0'
      and dep.refclassid = (select oid from pg_catalog.pg_class where relname = 'pg_constraint') and dep.deptype = 'i')
    left outer join pg_catalog.pg_constraint con on (con.tableoid = dep.refclassid and con.oid = dep.refobjid)
    left outer join pg_catalog.pg_description des on (des.objoid = cls.oid and des.classoid = 'pg_class'::regclass)
    left outer join pg_catalog.pg_description desp on (desp.objoid = con.oid and desp.objsubid = 0 and desp.classoid = 'pg_constraint'::regclass)
  where con.conname is null and tn.relnamespace = 'public'::regnamespace order by cls.relname;
select distinct on (cls.relname) cls.relname, indnkeyatts, con.contype from pg_index idx join pg_class cls on cls.oid = indexrelid
    left join pg_depend dep on (dep.classid = cls.tableoid and dep.objid = cls.oid and dep.deptype = 'i'
      and dep.refclassid = 'pg_constraint'::regclass)
    left join pg_constraint con on (con.tableoid = dep.refclassid and con.oid = dep.refobjid)
  where indrelid = 'positions'::regclass order by cls.relname;
select distinct dep.deptype, cl.relkind, ad.adbin, pg_get_expr(ad.adbin, ad.adrelid) as adsrc, co.contype, coalesce(cl.relname, co.conname)
  from pg_depend dep left join pg_class cl on dep.objid = cl.oid left join pg_constraint co on dep.objid = co.oid
    left join pg_attrdef ad on ad.oid = dep.objid
  where dep.refobjid = 'people'::regclass and dep.classid <> 'pg_type'::regclass and cl.relkind is distinct from 't' order by 6, 1;
select format_type(t.oid, null) as typname, case when typelem > 0 then typelem else t.oid end as elemoid, typlen, typtype
  from pg_catalog.pg_type t join pg_catalog.pg_namespace nsp on typnamespace = nsp.oid
  where (not (typname = 'unknown' and nspname = 'pg_catalog')) and typisdefined and typtype in ('b', 'c', 'd', 'e', 'r')
    and not exists (select 1 from pg_catalog.pg_class where relnamespace = typnamespace and relname = typname and relkind != 'c')
    and (typname not like '_%' or not exists (select 1 from pg_catalog.pg_class where relnamespace = typnamespace
      and relname = substring(typname from 2)::name and relkind != 'c')) and nsp.nspname = 'pg_catalog' order by 1, 2;
select r.rolname = current_user, r.rolcanlogin, r.rolconnlimit, r.rolvaliduntil, array(select case when am.admin_option then '1' else '0' end
    || b.rolname from pg_catalog.pg_auth_members am join pg_catalog.pg_roles b on (am.roleid = b.oid) where am.member = r.oid
      order by b.rolname) as rolmembership,
    (select pg_catalog.array_agg(provider || '=' || label) from pg_catalog.pg_shseclabel sl1 where sl1.objoid = r.oid) as seclabels
  from pg_catalog.pg_roles r where r.rolname = current_user;
select tokid, alias, description from pg_catalog.ts_token_type(3722);
select alias from pg_ts_config_map cfg left join pg_catalog.ts_token_type(3722) t on (t.tokid = cfg.maptokentype)
  where mapcfg = (select oid from pg_ts_config where cfgname = 'simple') order by 1;
select tokid, alias from ts_token_type('default') order by 1 desc limit 3;
select * from ts_token_type('nothing');
select * from ts_token_type(1);

-- SQLAlchemy, and with it Superset: tables, keys with their options, indexes with operator classes, comments, domains.
select pg_catalog.version() like 'PostgreSQL 18%', current_schema();
select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind = any (array['r', 'p', 'f', 'v', 'm']) and pg_catalog.pg_table_is_visible(c.oid) and n.nspname != 'pg_catalog' order by 1;
select a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as format_type,
    (select pg_catalog.pg_get_expr(d.adbin, d.adrelid) from pg_catalog.pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum
      and a.atthasdef) as "default", a.attnotnull as not_null, c.relname as table_name, d.description as comment, a.attgenerated as generated,
    (select json_build_object('always', a.attidentity = 'a', 'start', s.seqstart, 'increment', s.seqincrement) from pg_catalog.pg_sequence s
      where a.attidentity != '' and s.seqrelid = cast(pg_catalog.pg_get_serial_sequence(cast(cast(a.attrelid as regclass) as text), a.attname)
        as regclass)) as identity_options,
    (select l.collname from pg_catalog.pg_collation l join pg_type t on true where l.oid = a.attcollation and t.oid = a.atttypid
      and a.attcollation != t.typcollation) as collation
  from pg_catalog.pg_class c left outer join pg_catalog.pg_attribute a on c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped
    left outer join pg_catalog.pg_description d on d.objoid = a.attrelid and d.objsubid = a.attnum and d.classoid = 'pg_class'::regclass
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind = any (array['r', 'p', 'f']) and pg_catalog.pg_table_is_visible(c.oid) and n.nspname != 'pg_catalog'
  order by c.relname, a.attnum;
select attr.conname, array_agg(attr.attname order by attr.ord) as cols, min(attr.description) as description, bool_and(attr.nulls)
  from (select con.conname, con.description, con.ord, con.conindid, a.attname, i.indnullsnotdistinct as nulls
      from (select c.conrelid, c.conname, c.conindid, unnest(c.conkey) as attnum, generate_subscripts(c.conkey, 1) as ord, d.description
          from pg_catalog.pg_constraint c left outer join pg_catalog.pg_description d on d.objoid = c.oid where c.contype in ('p', 'u')
            and c.conrelid in ('people'::regclass, 'positions'::regclass)) con
        join pg_catalog.pg_attribute a on a.attnum = con.attnum and a.attrelid = con.conrelid
        join pg_index i on i.indexrelid = con.conindid) attr group by attr.conname order by attr.conname;
select r.conname, case when r.oid is not null then pg_catalog.pg_get_constraintdef(r.oid, true) end as def, n.nspname, d.description
  from pg_catalog.pg_class c left outer join pg_catalog.pg_constraint r on c.oid = r.conrelid and r.contype = 'f'
    left outer join pg_catalog.pg_class ref on ref.oid = r.confrelid left outer join pg_catalog.pg_namespace n on ref.relnamespace = n.oid
    left outer join pg_catalog.pg_description d on d.objoid = r.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname, r.conname;
select ci.relname, i.indisunique, i.indnullsnotdistinct, i.indoption, cn.contype is not null as has_constraint, ci.reloptions, am.amname,
    cols.elements, cols.is_expr, cols.opclasses, cols.defaults, pg_catalog.pg_get_expr(i.indpred, i.indrelid) as filter, i.indnkeyatts
  from pg_catalog.pg_index i join pg_catalog.pg_class ci on i.indexrelid = ci.oid join pg_catalog.pg_am am on ci.relam = am.oid
    left join (select x.indexrelid, array_agg(case when x.attnum = 0 then pg_catalog.pg_get_indexdef(x.indexrelid, x.ord + 1, true)
          else cast(a.attname as text) end order by x.ord) as elements, array_agg(x.attnum = 0 order by x.ord) as is_expr,
        array_agg(oc.opcname order by x.ord) as opclasses, array_agg(oc.opcdefault order by x.ord) as defaults
      from (select indexrelid, indrelid, unnest(indkey) as attnum, unnest(indclass) as class, generate_subscripts(indkey, 1) as ord
          from pg_catalog.pg_index where not indisprimary) x
        join pg_opclass oc on oc.oid = x.class
        left outer join pg_catalog.pg_attribute a on a.attnum = x.attnum and a.attrelid = x.indrelid group by x.indexrelid) cols
      on cols.indexrelid = i.indexrelid
    left outer join pg_catalog.pg_constraint cn on i.indrelid = cn.conrelid and i.indexrelid = cn.conindid and cn.contype = any (array['p', 'u', 'x'])
  where i.indrelid = any (array['people'::regclass, 'purchases'::regclass]::oid[]) and not i.indisprimary order by ci.relname;
select t.typname as name, format_type(t.typbasetype, t.typtypmod) as attype, not t.typnotnull as nullable, t.typdefault as "default",
    pg_type_is_visible(t.oid) as visible, n.nspname as schema, con.condefs[1] is not null as has_check, con.connames, coll.collname
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_collation coll on t.typcollation = coll.oid
    left join (select contypid, array_agg(pg_get_constraintdef(oid, true)) as condefs, array_agg(conname::text) as connames
      from pg_constraint where contypid != 0 group by contypid) con on t.oid = con.contypid
  where t.typtype = 'd' order by 6, 1;

-- Tableau over JDBC and ODBC: the session, schemas and tables, columns, keys and indexes as psqlODBC asks for them, a table's rows.
set extra_float_digits = 3;
reset extra_float_digits;
set timezone to 'UTC';
show "bytea_output";
select current_schema() as "x", set_config('application_name', 'Tableau', false);
select nspname as table_schem, null as table_catalog from pg_catalog.pg_namespace where nspname <> 'pg_toast'
  and (nspname !~ '^pg_temp_' or nspname = (pg_catalog.current_schemas(true))[1])
  and (nspname !~ '^pg_toast_temp_' or nspname = replace((pg_catalog.current_schemas(true))[1], 'pg_temp_', 'pg_toast_temp_'))
  and nspname not in ('federator') order by table_schem;
select relname, nspname, relkind from pg_catalog.pg_class c, pg_catalog.pg_namespace n where relkind in ('r', 'v', 'm', 'f', 'p')
  and nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'pg_temp_1', 'federator') and n.oid = relnamespace
  order by nspname, relname;
select relname, nspname, relkind from pg_catalog.pg_class c, pg_catalog.pg_namespace n where relkind in ('r', 'v', 'm', 'f', 'p')
  and relname like 'pur%' and nspname not in ('pg_catalog', 'information_schema') and n.oid = relnamespace order by nspname, relname;
select n.nspname, c.relname, a.attname, a.atttypid, t.typname, a.attnum, a.attlen, a.atttypmod, a.attnotnull, c.relhasrules, c.relkind,
    c.oid = c.relname::regclass::oid, pg_get_expr(d.adbin, d.adrelid), case t.typtype when 'd' then t.typbasetype else 0 end, t.typtypmod,
    0, a.attidentity, c.relhassubclass
  from (((pg_catalog.pg_class c inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace and c.relname = 'purchases'
      and n.nspname = 'public')
    inner join pg_catalog.pg_attribute a on (not a.attisdropped) and a.attnum > 0 and a.attrelid = c.oid)
    inner join pg_catalog.pg_type t on t.oid = a.atttypid)
    left outer join pg_attrdef d on a.atthasdef and d.adrelid = a.attrelid and d.adnum = a.attnum
  order by n.nspname, c.relname, attnum;
select n.nspname, c.relname, a.attname, t.typname, a.attnum from (((pg_catalog.pg_class c
    inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace and c.relname like 'p%' and n.nspname like 'public')
    inner join pg_catalog.pg_attribute a on (not a.attisdropped) and a.attnum > 0 and a.attrelid = c.oid)
    inner join pg_catalog.pg_type t on t.oid = a.atttypid)
  where c.relkind in ('r', 'v') order by n.nspname, c.relname, attnum;
select ta.attname, ia.attnum, ic.relname, n.nspname, tc.relname
  from pg_catalog.pg_attribute ta, pg_catalog.pg_attribute ia, pg_catalog.pg_class tc, pg_catalog.pg_index i, pg_catalog.pg_namespace n,
    pg_catalog.pg_class ic
  where tc.relname = 'positions' and n.nspname = 'public' and tc.oid = i.indrelid and n.oid = tc.relnamespace and i.indisprimary = 't'
    and ia.attrelid = i.indexrelid and ta.attrelid = i.indrelid and ta.attnum = i.indkey[ia.attnum - 1] and (not ta.attisdropped)
    and (not ia.attisdropped) and ic.oid = i.indexrelid order by ia.attnum;
select c.relname, i.indkey, i.indisunique, i.indisclustered, a.amname, c.relhasrules, n.nspname, c.oid = c.relname::regclass::oid, 0, 0
  from pg_catalog.pg_index i, pg_catalog.pg_class c, pg_catalog.pg_class d, pg_catalog.pg_am a, pg_catalog.pg_namespace n
  where d.relname = 'purchases' and n.nspname = 'public' and n.oid = d.relnamespace and d.oid = i.indrelid and i.indexrelid = c.oid
    and c.relam = a.oid order by i.indisprimary desc, i.indisunique, n.nspname, c.relname;
select 'meta'::name as "PKTABLE_CAT", n2.nspname as "PKTABLE_SCHEM", c2.relname as "PKTABLE_NAME", a2.attname as "PKCOLUMN_NAME",
    n1.nspname as "FKTABLE_SCHEM", c1.relname as "FKTABLE_NAME", a1.attname as "FKCOLUMN_NAME", i::int2 as "KEY_SEQ",
    case ref.confupdtype when 'c' then 0::int2 when 'n' then 2::int2 when 'd' then 4::int2 when 'r' then 1::int2 else 3::int2 end as "UPDATE_RULE",
    ref.conname as "FK_NAME", cn.conname as "PK_NAME"
  from ((((((select cn.oid, conrelid, conkey, confrelid, confkey, generate_series(array_lower(conkey, 1), array_upper(conkey, 1)) as i,
          confupdtype, confdeltype, conname, contype from pg_catalog.pg_constraint cn, pg_catalog.pg_class c, pg_catalog.pg_namespace n
        where contype = 'f' and conrelid = c.oid and relname = 'purchases' and n.oid = c.relnamespace and n.nspname = 'public') ref
      inner join pg_catalog.pg_class c1 on c1.oid = ref.conrelid) inner join pg_catalog.pg_namespace n1 on n1.oid = c1.relnamespace)
      inner join pg_catalog.pg_attribute a1 on a1.attrelid = c1.oid and a1.attnum = conkey[i])
      inner join pg_catalog.pg_class c2 on c2.oid = ref.confrelid) inner join pg_catalog.pg_namespace n2 on n2.oid = c2.relnamespace)
      inner join pg_catalog.pg_attribute a2 on a2.attrelid = c2.oid and a2.attnum = confkey[i]
      left outer join pg_catalog.pg_constraint cn on cn.conrelid = ref.confrelid and cn.contype = 'p'
  order by ref.oid, ref.i;
select c.oid::pg_catalog.regclass from pg_catalog.pg_class c, pg_catalog.pg_inherits i where c.oid = i.inhparent and i.inhrelid = '18119'
  order by inhseqno;
select 1 as "one" from (select 1) t where 1 = 0 limit 0;
select * from "public"."people" "people" where 1 = 0;

-- DataGrip: what its introspection reads, level by level.
select current_database() is not null as a, current_schemas(false) as b;
show transaction isolation level;
select current_schema(), current_user = session_user;
select round(extract(epoch from pg_postmaster_start_time() at time zone 'UTC')) > 0 as startup_time;
select case when pg_catalog.pg_is_in_recovery() then null else pg_catalog.txid_current()::varchar::bigint end > 0 as current_txid;
select l.transactionid::varchar::bigint as transaction_id from pg_catalog.pg_locks l where l.transactionid is not null
  order by pg_catalog.age(l.transactionid) desc limit 1;
select n.nspname, n.xmin::varchar::bigint > 0 as state_number, d.description from pg_catalog.pg_namespace n
  left join pg_catalog.pg_description d on n.oid = d.objoid where n.nspname in ('public', 'pg_catalog') order by case when n.nspname
    = current_schema() then -1::bigint else n.oid::bigint end;
select s.spcname as name, s.xmin is not null as state_number, pg_catalog.pg_tablespace_location(s.oid) as location, s.spcoptions as options,
    d.description as comment
  from pg_catalog.pg_tablespace s left join pg_catalog.pg_shdescription d on d.objoid = s.oid
  where pg_catalog.age(s.xmin) <= coalesce(nullif(greatest(pg_catalog.age('1'::varchar::xid), -1), -1), 2147483647) order by 1;
select r.relkind as table_kind, r.relname as table_name, false as table_with_oids, r.reltablespace as tablespace_id, r.reloptions as options,
    r.relpersistence as persistence, (select pg_catalog.array_agg(inhparent::bigint order by inhseqno)::varchar from pg_catalog.pg_inherits
      where r.oid = inhrelid) as ancestors,
    (select pg_catalog.array_agg(inhrelid::bigint order by inhrelid)::varchar from pg_catalog.pg_inherits where r.oid = inhparent) as successors,
    r.relispartition as is_partition, pg_catalog.pg_get_partkeydef(r.oid) as partition_key,
    pg_catalog.pg_get_expr(r.relpartbound, r.oid) as partition_expression, r.relam am_id
  from pg_catalog.pg_class r where relnamespace = 2200::oid and relkind in ('r', 'm', 'v', 'f', 'p')
    and pg_catalog.age(r.xmin) <= coalesce(nullif(greatest(pg_catalog.age('1'::varchar::xid), -1), -1), 2147483647)
  order by table_kind, table_name;
with rels as (select distinct r.oid as table_id, r.relname as table_name from pg_catalog.pg_class r, pg_catalog.pg_attribute a
    where r.relnamespace = 2200::oid and r.relkind in ('r', 'm', 'v', 'f', 'p')
      and (pg_catalog.age(a.xmin) <= coalesce(nullif(greatest(pg_catalog.age('1'::varchar::xid), -1), -1), 2147483647)
        or pg_catalog.age(r.xmin) <= coalesce(nullif(greatest(pg_catalog.age('1'::varchar::xid), -1), -1), 2147483647))
      and a.attrelid = r.oid)
  select rels.table_name, col.attnum as column_position, col.attname as column_name, col.xmin is not null as column_state,
    col.atttypmod as type_mod, col.attndims as dimensions_number, pg_catalog.format_type(col.atttypid, col.atttypmod) as type_spec,
    col.atttypid as type_id, col.attnotnull as mandatory, pg_catalog.pg_get_expr(def.adbin, rels.table_id) as column_default_expression,
    not col.attislocal as column_is_inherited, col.attfdwoptions as options, col.attisdropped as column_is_dropped,
    col.attidentity as identity_kind, col.attgenerated as generated
  from rels join pg_catalog.pg_attribute col on rels.table_id = col.attrelid
    left join pg_catalog.pg_attrdef def on (col.attrelid, col.attnum) = (def.adrelid, def.adnum)
  where attnum > 0 order by table_name, attnum;
select tab.relname, tab.relkind, stor.relname as index_name, head.indisunique, head.indisprimary, head.indnullsnotdistinct,
    pg_catalog.pg_get_expr(head.indpred, head.indrelid) as condition, (select pg_catalog.array_agg(inhparent::bigint order by inhseqno)::varchar
      from pg_catalog.pg_inherits where stor.oid = inhrelid) as ancestors, stor.reltablespace, opcmethod as access_method_id
  from pg_catalog.pg_class tab join pg_catalog.pg_index head on head.indrelid = tab.oid
    join pg_catalog.pg_class stor on tab.relnamespace = stor.relnamespace and stor.oid = head.indexrelid
    left join pg_catalog.pg_opclass on pg_opclass.oid = any(indclass)
  where tab.relnamespace = 2200::oid and tab.relkind in ('r', 'm', 'v', 'p') and stor.relkind in ('i', 'I') order by 3, 10;
select stor.relname, k as col_idx, k <= indnkeyatts as in_key, head.indkey[k - 1] as column_position, head.indoption[k - 1] as column_options,
    head.indcollation[k - 1] as collation, colln.nspname as collation_schema, collname as collation_str, head.indclass[k - 1] as opclass,
    case when opcdefault then null else opcn.nspname end as opclass_schema, case when opcdefault then null else opcname end as opclass_str,
    case when indexprs is null then null when head.indkey[k - 1] = 0 then chr(27) || pg_catalog.pg_get_indexdef(head.indexrelid, k::int, true)
      else pg_catalog.pg_get_indexdef(head.indexrelid, k::int, true) end as expression, amcanorder as can_order
  from pg_catalog.pg_index head join pg_catalog.pg_class stor on stor.oid = head.indexrelid
    cross join unnest(head.indkey) with ordinality u(u, k)
    left join pg_catalog.pg_collation on pg_collation.oid = head.indcollation[k - 1]
    left join pg_catalog.pg_namespace colln on collnamespace = colln.oid
    cross join pg_catalog.pg_indexam_has_property(stor.relam, 'can_order') amcanorder
    left join pg_catalog.pg_opclass on pg_opclass.oid = head.indclass[k - 1]
    left join pg_catalog.pg_namespace opcn on opcnamespace = opcn.oid
  where stor.relnamespace = 2200::oid and stor.relkind in ('i', 'I') order by stor.relname, k;
select t.relname, relkind, c.xmin::varchar::bigint >= 0 as state, conname, contype, conkey, conindid::regclass::text, confrelid = 0 as no_target,
    condeferrable, condeferred, confupdtype, confdeltype, connoinherit, pg_catalog.pg_get_expr(conbin, t.oid) as expression, confkey,
    conexclop::int[] as excl_operators, array(select unnest::regoper::varchar from unnest(conexclop)) as excl_operators_str
  from pg_catalog.pg_constraint c join pg_catalog.pg_class t on c.conrelid = t.oid
  where relkind in ('r', 'v', 'f', 'p') and relnamespace = 2200::oid and contype in ('p', 'u', 'f', 'c', 'x') and connamespace = 2200::oid
  order by 4;
select t.typname, t.typtype, t.typcategory, t.typrelid, t.typbasetype, case when t.typtype in ('c', 'e') then null
      else pg_catalog.format_type(t.typbasetype, t.typtypmod) end as type_def, t.typndims, t.typdefault, t.typnotnull
  from pg_catalog.pg_type t left outer join pg_catalog.pg_class c on t.typrelid = c.oid
  where t.typnamespace = 11::oid and (t.typtype in ('d', 'e') or c.relkind = 'c'::"char" or (t.typtype = 'b' and (t.typelem = 0
    or t.typcategory <> 'A')) or t.typtype = 'p' and not t.typisdefined) order by 1;
select lan.lanname as name, lanpltrusted as trusted, h.proname as handler, hs.nspname as handler_schema, i.proname as inline,
    v.proname as validator, vs.nspname as validator_schema
  from pg_catalog.pg_language lan left join pg_catalog.pg_proc h on h.oid = lanplcallfoid left join pg_catalog.pg_namespace hs
      on hs.oid = h.pronamespace
    left join pg_catalog.pg_proc i on i.oid = laninline left join pg_catalog.pg_proc v on v.oid = lanvalidator
    left join pg_catalog.pg_namespace vs on vs.oid = v.pronamespace
  where lanname <> 'plpgsql' order by lanname;
with languages as (select oid as lang_oid, lanname as lang from pg_catalog.pg_language),
    routines as (select proname as r_name, prolang as lang_oid, oid as r_id, xmin is not null as state, proargnames as arg_names,
      proargmodes as arg_modes, proargtypes::int[] as in_arg_types, proallargtypes::int[] as all_arg_types,
      pg_catalog.pg_get_expr(proargdefaults, 0) as arg_defaults, provariadic as arg_variadic_id, prorettype as ret_type_id, proretset,
      prokind, provolatile, proisstrict, prosecdef, proconfig, procost, prorows as rows, proleakproof, proparallel
    from pg_catalog.pg_proc where pronamespace = 11::oid and not (prokind = 'a') and oid < 10000)
  select * from routines natural join languages order by r_id;
select q.seqrelid, c.relname, pg_catalog.format_type(q.seqtypid, null) as data_type, q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache,
    q.seqcycle
  from pg_catalog.pg_sequence q join pg_class c on q.seqrelid = c.oid where c.relnamespace = 2200::oid;
select v.relkind as view_kind, v.oid as view_id, pg_catalog.pg_get_viewdef(v.oid, true) as source_text from pg_catalog.pg_class v
  join pg_catalog.pg_namespace n on v.relnamespace = n.oid where n.oid = 2200::oid and v.relkind in ('m', 'v');
with system_languages as (select oid as lang from pg_catalog.pg_language where lanname in ('c', 'internal'))
  select oid as id, pg_catalog.pg_get_function_arguments(oid) as arguments_def, pg_catalog.pg_get_function_result(oid) as result_def,
    pg_catalog.pg_get_function_sqlbody(oid) is null or true as sqlbody_def
  from pg_catalog.pg_proc where pronamespace = 11::oid and not (prokind = 'a') and prolang not in (select lang from system_languages)
    and prosrc is not null order by oid;
select dep.objid as dependent_id, dep.refobjid as owner_id, dep.refobjsubid as owner_subobject_id from pg_depend dep
    join pg_class s on dep.objid = s.oid and dep.classid = 'pg_class'::regclass::oid
    join pg_class t on dep.refobjid = t.oid and dep.refclassid = 'pg_class'::regclass::oid
  where s.relkind = 'S' and t.relkind = 'r' and dep.refobjsubid <> 0 and (dep.deptype = 'a' or dep.deptype = 'i') and t.relnamespace = 2200::oid
  order by owner_id;
select o.opcname, case when opckeytype = 0 then null else opckeytype::regtype::varchar end as key_type, opcdefault, opfname, opcmethod
  from pg_catalog.pg_opclass o join pg_catalog.pg_opfamily f on f.oid = opcfamily where opcnamespace = 11::oid
    and pg_catalog.age(o.xmin) <= coalesce(nullif(greatest(pg_catalog.age('1'::varchar::xid), -1), -1), 2147483647) order by o.oid;
select p.polname, polcmd, pg_get_expr(polqual, polrelid) as qual, pg_get_expr(polwithcheck, polrelid) as with_check,
    (select pg_catalog.array_agg(rolname) from pg_catalog.pg_roles where oid = any(polroles)) as roles
  from pg_catalog.pg_policy p join pg_catalog.pg_class c on polrelid = c.oid where relnamespace = 2200::oid order by polrelid;
select member, roleid, admin_option from pg_catalog.pg_auth_members where member <> 0 and roleid >= 16384 order by roleid::text;
select fdw.fdwname, srv.srvname from pg_foreign_server srv join pg_foreign_data_wrapper fdw on srv.srvfdw = fdw.oid
  left join pg_user_mappings um on um.srvid = srv.oid;

-- Drizzle: tables, schemas of users, constraints by their columns.
select n.nspname as table_schema, c.relname as table_name, case when c.relkind = 'r' then 'table' when c.relkind = 'v' then 'view'
    when c.relkind = 'm' then 'materialized_view' end as type, c.relrowsecurity as rls_enabled
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'v', 'm') and n.nspname = 'public'
  order by 2;
select s.nspname as table_schema from pg_catalog.pg_namespace s join pg_catalog.pg_user u on u.usesysid = s.nspowner
  where nspname not in ('information_schema', 'pg_catalog', 'public', 'federator') and nspname not like 'pg_toast%' and nspname not like 'pg_temp_%'
  order by table_schema;
select schemaname, sequencename, start_value, min_value, max_value, increment_by, cycle, cache_size from pg_sequences as seq
  where schemaname = 'public';
select schemaname, tablename, policyname as name, permissive as "as", roles as to, cmd as for, qual as using, with_check as "withCheck"
  from pg_policies where schemaname = 'public';
select c.column_name, c.data_type, constraint_type, constraint_name, constraint_schema from information_schema.table_constraints tc
    join information_schema.constraint_column_usage as ccu using (constraint_schema, constraint_name)
    join information_schema.columns as c on c.table_schema = tc.constraint_schema and tc.table_name = c.table_name
      and ccu.column_name = c.column_name
  where tc.table_name = 'positions' and constraint_schema = 'public' order by 4, 1, 3;
select con.contype, nsp.nspname, con.conname, rel.relname, att.attname, fnsp.nspname as foreign_schema, frel.relname as foreign_table,
    fatt.attname as foreign_column, case con.confupdtype when 'a' then 'NO ACTION' when 'r' then 'RESTRICT' when 'c' then 'CASCADE' end as on_update
  from pg_catalog.pg_constraint con join pg_catalog.pg_class rel on rel.oid = con.conrelid
    join pg_catalog.pg_namespace nsp on nsp.oid = con.connamespace
    left join pg_catalog.pg_attribute att on att.attnum = any (con.conkey) and att.attrelid = con.conrelid
    left join pg_catalog.pg_class frel on frel.oid = con.confrelid left join pg_catalog.pg_namespace fnsp on fnsp.oid = frel.relnamespace
    left join pg_catalog.pg_attribute fatt on fatt.attnum = any (con.confkey) and fatt.attrelid = con.confrelid
  where nsp.nspname = 'public' and rel.relname = 'positions' and con.contype in ('f');
select conname as primary_key from pg_constraint join pg_class on (pg_class.oid = conrelid) where contype = 'p'
  and connamespace = 'public'::regnamespace and pg_class.relname = 'positions';

-- Prisma: tables, constraints, indexes.
select tbl.relname as table_name, namespace.nspname as namespace, (tbl.relhassubclass and tbl.relkind = 'p') as is_partition,
    (tbl.relhassubclass and tbl.relkind = 'r') as has_subclass, tbl.relkind = 'f' as is_foreign_table, tbl.relrowsecurity, reloptions,
    obj_description(tbl.oid, 'pg_class') as description
  from pg_class tbl inner join pg_namespace namespace on namespace.oid = tbl.relnamespace
  where ((tbl.relkind = 'r' and tbl.relispartition = 'f') or tbl.relkind = 'p' or tbl.relkind = 'f') and namespace.nspname = any (array['public'])
  order by namespace, table_name;
select schemainfo.nspname as namespace, tableinfo.relname, constr.conname, constr.contype, pg_get_constraintdef(constr.oid), constr.condeferred
  from pg_constraint constr join pg_class tableinfo on tableinfo.oid = constr.conrelid join pg_namespace schemainfo
    on schemainfo.oid = tableinfo.relnamespace
  where schemainfo.nspname = any ('{public}') and contype not in ('p', 'u', 'f') order by namespace, 2, constr.contype, 3;
with rawindex as (select indrelid, indexrelid, indisunique, indisprimary, unnest(indkey) as indkeyid, generate_subscripts(indkey, 1)
      as indkeyidx, unnest(indclass) as indclass, unnest(indoption) as indoption
    from pg_index where indpred is null and not indisexclusion)
  select schemainfo.nspname as namespace, indexinfo.relname as index_name, tableinfo.relname as table_name, columninfo.attname,
    rawindex.indisunique, rawindex.indisprimary, rawindex.indkeyidx as column_index, opclass.opcname, opclass.opcdefault, indexaccess.amname,
    case rawindex.indoption & 1 when 1 then 'DESC' else 'ASC' end as column_order,
    case rawindex.indoption & 2 when 2 then true else false end as nulls_first, pc.condeferrable, pc.condeferred
  from rawindex inner join pg_class tableinfo on tableinfo.oid = rawindex.indrelid inner join pg_class indexinfo
      on indexinfo.oid = rawindex.indexrelid
    inner join pg_namespace schemainfo on schemainfo.oid = tableinfo.relnamespace
    left join pg_attribute columninfo on columninfo.attrelid = tableinfo.oid and columninfo.attnum = rawindex.indkeyid
    inner join pg_am indexaccess on indexaccess.oid = indexinfo.relam left join pg_opclass opclass on opclass.oid = rawindex.indclass
    left join pg_constraint pc on rawindex.indexrelid = pc.conindid and pc.contype <> 'f'
  where schemainfo.nspname = any ('{public}') order by namespace, table_name, index_name, column_index;

-- Hasura: all of a table as one JSON value.
select "t".table_schema, "t".table_name, jsonb_build_object('columns', coalesce(columns.info, '[]'), 'primary_key', primary_key.info,
    'unique_constraints', coalesce(unique_constraints.info, '[]'), 'foreign_keys', coalesce(fks.info, '[]'),
    'view_info', case when "t".relkind in ('v', 'm') then jsonb_build_object('is_updatable',
      ((pg_catalog.pg_relation_is_updatable("t".oid, true) & 4) = 4)) end,
    'description', description.description, 'extra_table_metadata', '[]'::json)::json as info
  from (select tracked.name as table_name, tracked.schema as table_schema
      from jsonb_to_recordset('[{"schema": "public", "name": "people"}, {"schema": "public", "name": "positions"}]'::jsonb)
        as tracked(schema text, name text)) wanted
    left join (select c.oid, c.relkind, c.relname as table_name, n.nspname as table_schema from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace) "t"
      on "t".table_name = wanted.table_name and "t".table_schema = wanted.table_schema
    left join pg_catalog.pg_description description on description.classoid = 'pg_catalog.pg_class'::regclass
      and description.objoid = "t".oid and description.objsubid = 0
    left join lateral (select jsonb_agg(jsonb_build_object('name', a.attname, 'position', a.attnum, 'type', json_build_object('name',
          coalesce(base.typname, ty.typname), 'type', ty.typtype), 'is_nullable', not a.attnotnull,
          'description', pg_catalog.col_description("t".oid, a.attnum), 'mutability', jsonb_build_object('is_insertable',
            not (ids.attidentity = 'a' or a.attgenerated = 's'))) order by a.attnum) as info
        from pg_catalog.pg_attribute a inner join (select attrelid, attnum, case when there then attidentity::text else ''::text end
              as attidentity from pg_catalog.pg_attribute cross join
                (select current_setting('server_version_num')::int >= 100000) as v(there)) as ids
            on ids.attrelid = a.attrelid and ids.attnum = a.attnum
          left join pg_catalog.pg_type ty on ty.oid = a.atttypid
          left join pg_catalog.pg_type base on ty.typtype = 'd' and base.oid = ty.typbasetype
        where a.attrelid = "t".oid and a.attnum > 0 and not a.attisdropped) columns on true
    left join lateral (select jsonb_build_object('constraint', jsonb_build_object('name', class.relname),
          'columns', coalesce(names.info, '[]')) as info
        from pg_catalog.pg_index idx join pg_catalog.pg_class class on class.oid = idx.indexrelid
          left join lateral (select jsonb_agg(a.attname order by a.attnum) as info from pg_catalog.pg_attribute a where a.attrelid = "t".oid
            and a.attnum = any (idx.indkey)) as names on true
        where idx.indrelid = "t".oid and idx.indisprimary) primary_key on true
    left join lateral (select jsonb_agg(jsonb_build_object('name', class.relname)) as info from pg_catalog.pg_index idx
          join pg_catalog.pg_class class on class.oid = idx.indexrelid
        where idx.indrelid = "t".oid and idx.indisunique and not idx.indisprimary) unique_constraints on true
    left join (select jsonb_agg(jsonb_build_object('constraint', fk.constraint_name, 'columns', fk.columns, 'foreign_columns', fk.ref_columns))
            as info, fk.table_schema, fk.table_name
        from (select q.table_schema::text, q.table_name::text, q.constraint_name::text, json_agg(ac.attname) as columns,
              json_agg(afc.attname) as ref_columns
            from (select n.nspname as table_schema, ct.relname as table_name, r.conrelid as table_id, r.conname as constraint_name,
                  r.confrelid as ref_table_id, unnest(r.conkey) as column_id, unnest(r.confkey) as ref_column_id
                from pg_catalog.pg_constraint r join pg_catalog.pg_class ct on r.conrelid = ct.oid
                  join pg_catalog.pg_namespace n on ct.relnamespace = n.oid where r.contype = 'f') q
              join pg_catalog.pg_attribute ac on q.column_id = ac.attnum and q.table_id = ac.attrelid
              join pg_catalog.pg_attribute afc on q.ref_column_id = afc.attnum and q.ref_table_id = afc.attrelid
            group by q.table_schema, q.table_name, q.constraint_name) fk group by fk.table_schema, fk.table_name) fks
      on "t".table_name = fks.table_name and "t".table_schema = fks.table_schema
  where "t".relkind in ('r', 't', 'v', 'm', 'f', 'p') and "t".table_schema not like 'pg_%' order by 2;

-- PostgREST: its schema cache.
with recursive recurse as (select oid, typbasetype, coalesce(nullif(typbasetype, 0), oid) as base from pg_type
    union select t.oid, b.typbasetype, coalesce(nullif(b.typbasetype, 0), b.oid) as base from recurse t
      join pg_type b on t.typbasetype = b.oid)
  select oid::regtype::text, base::regtype::text from recurse where typbasetype = 0 and oid <> base order by 1;
select t.typname, b.typname from pg_type t join pg_type b on b.oid = pg_basetype(t.oid) where t.oid <> b.oid order by 1;
select p.proname, array_agg((coalesce(name, ''), type::regtype::text, case type when 'bit'::regtype then 'bit varying'
      when 'character'::regtype then 'character varying' else type::regtype::text end, idx <= (pronargs - pronargdefaults),
      coalesce(mode = 'v', false)) order by idx) as args,
    case count(*) - count(name) when 0 then true when 1 then (array_agg(type))[1] in ('bytea'::regtype, 'json'::regtype, 'text'::regtype)
      else false end as callable
  from pg_proc p, unnest(proargnames, proargtypes, proargmodes) with ordinality as _ (name, type, mode, idx)
  where type is not null and p.proname in ('make_interval', 'jsonb_set', 'json_to_record', 'format', 'age') group by p.oid, p.proname
  order by p.proname, p.oid;
select c.castsource::regtype::text, c.casttarget::regtype::text, c.castfunc::regproc::text from pg_catalog.pg_cast c
    join pg_catalog.pg_type s on c.castsource::oid = s.oid join pg_catalog.pg_type d on c.casttarget::oid = d.oid
  where c.castcontext = 'i' and c.castmethod = 'f' and has_function_privilege(c.castfunc, 'execute')
    and ((s.typtype = 'd' and c.casttarget in ('json'::regtype::oid, 'text'::regtype::oid)) or d.typtype = 'd');
select n.nspname, c.relname, pg_has_role(c.relowner, 'USAGE') or has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
    or has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') as accessible
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('v', 'r', 'm', 'f', 'p') and n.nspname = any ('{public}') and not c.relispartition order by 1, 2;
with pks_uniques_cols as (select conrelid, array_agg(key order by key) as cols from pg_constraint, lateral unnest(conkey) as _(key)
    where contype in ('p', 'u') and connamespace <> 'pg_catalog'::regnamespace group by oid, conrelid)
  select ns1.nspname as table_schema, tab.relname as table_name, other.relname as foreign_table, (traint.conrelid = traint.confrelid) as is_self,
    traint.conname, column_info.cols_and_fcols, (column_info.cols in (select cols from pks_uniques_cols
      where conrelid = traint.conrelid)) as one_to_one
  from pg_constraint traint join lateral (select array_agg(row(cols.attname, refs.attname) order by ord) as cols_and_fcols,
        array_agg(cols.attnum order by cols.attnum) as cols
      from unnest(traint.conkey, traint.confkey) with ordinality as _(col, ref, ord)
        join pg_attribute cols on cols.attrelid = traint.conrelid and cols.attnum = col
        join pg_attribute refs on refs.attrelid = traint.confrelid and refs.attnum = ref) as column_info on true
    join pg_namespace ns1 on ns1.oid = traint.connamespace join pg_class tab on tab.oid = traint.conrelid
    join pg_class other on other.oid = traint.confrelid
  where traint.contype = 'f' and traint.conparentid = 0 order by traint.conrelid::regclass::text, traint.conname;
with columns as (select nc.nspname::name as table_schema, c.relname::name as table_name, a.attname::name as column_name, d.description,
      not (a.attnotnull or t.typtype = 'd' and t.typnotnull) as is_nullable, case when t.typtype = 'd' then format_type(t.typbasetype, null::integer)
        else format_type(a.atttypid, a.atttypmod) end::text as data_type, information_schema._pg_char_max_length(
        information_schema._pg_truetypid(a.*, t.*), information_schema._pg_truetypmod(a.*, t.*))::integer as character_maximum_length,
      information_schema._pg_interval_type(a.atttypid, a.atttypmod) as interval_type, a.attnum::integer as position
    from pg_attribute a left join pg_description d on d.objoid = a.attrelid and d.objsubid = a.attnum
      join (pg_class c join pg_namespace nc on c.relnamespace = nc.oid) on a.attrelid = c.oid
      join (pg_type t join pg_namespace nt on t.typnamespace = nt.oid) on a.atttypid = t.oid
    where not pg_is_other_temp_schema(nc.oid) and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'v', 'f', 'm', 'p')
      and (nc.nspname = 'public' or c.relname = 'tables' and nc.nspname = 'information_schema'))
  select table_schema, table_name, array_agg(row(column_name, description, is_nullable, data_type, character_maximum_length, interval_type)
      order by position) from columns group by table_schema, table_name order by 1, 2;
select coalesce(x.args, '{}') from (select null::record[] as args union all select array_agg((1, 'a'::text))) x;
select '{a}'::record[];
select pg_basetype(23), pg_basetype(99999), pg_basetype('people'::regtype), pg_basetype('information_schema.yes_or_no'::regtype);
select name from pg_timezone_names where name in ('UTC', 'Europe/Berlin') order by 1;
select p.proname, has_function_privilege(p.oid, 'execute') from pg_proc p where p.proname = 'now';

-- TypeORM: the tables that it knows, their columns and constraints.
select * from current_schema();
select table_schema, table_name, obj_description(('"' || table_schema || '"."' || table_name || '"')::regclass, 'pg_class') as table_comment
  from information_schema.tables where (table_schema = 'public' and table_name = 'people') or (table_schema = 'public'
    and table_name = 'purchases') order by 2;
select true from information_schema.columns where table_name = 'pg_class' and column_name = 'relispartition';
select columns.column_name, columns.ordinal_position, columns.is_updatable is not null, columns.is_self_referencing,
    pg_catalog.col_description(('"' || table_catalog || '"."' || table_schema || '"."' || table_name || '"')::regclass::oid, ordinal_position)
      as description,
    ('"' || "udt_schema" || '"."' || "udt_name" || '"')::"regtype"::text as "regtype",
    pg_catalog.format_type(own.atttypid, own.atttypmod) as format_type
  from information_schema.columns left join pg_catalog.pg_attribute as own on own.attname = columns.column_name
      and own.attrelid = (select cls.oid from pg_catalog.pg_class as cls left join pg_catalog.pg_namespace as ns on ns.oid = cls.relnamespace
        where cls.relname = columns.table_name and ns.nspname = columns.table_schema)
  where (table_schema = 'public' and table_name = 'people') or (table_schema = 'public' and table_name = 'purchases')
  order by table_name, ordinal_position;
select ns.nspname as table_schema, t.relname as table_name, cnst.conname, pg_get_constraintdef(cnst.oid) as expression,
    case cnst.contype when 'p' then 'PRIMARY' when 'u' then 'UNIQUE' when 'c' then 'CHECK' when 'x' then 'EXCLUDE' end as constraint_type,
    a.attname as column_name
  from pg_constraint cnst inner join pg_class t on t.oid = cnst.conrelid inner join pg_namespace ns on ns.oid = cnst.connamespace
    left join pg_attribute a on a.attrelid = cnst.conrelid and a.attnum = any (cnst.conkey)
  where t.relkind in ('r', 'p') and (ns.nspname = 'public' and t.relname in ('people', 'positions')) order by 2, 3, 6;
select e.enumlabel as value from pg_enum e inner join pg_type t on t.oid = e.enumtypid inner join pg_namespace n on n.oid = t.typnamespace
  where n.nspname = 'public' and t.typname = 'purchases_state_enum';
select '"pg_catalog"."_int4"'::regtype, '"pg_catalog"."int4"[]'::regtype, '"char"'::regtype, to_regtype('"pg_catalog"."numeric"'),
    '"pg_catalog"."timestamp"'::regtype, '"public"."people"'::regtype, '"information_schema"."yes_or_no"'::regtype, to_regtype('"INT4"');
select '"public"."nothing"'::regtype;
select '"INT4"'::regtype;

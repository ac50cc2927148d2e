package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.Rows;
import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables and statistics from PostgreSQL's own catalog. */
final class PostgresDiscovery {
    /** Marks a column of an enumerated type, which becomes text. */
    static final TextCollation ENUM = new TextCollation(TextCollation.Kind.EXACT_EQUALITY, "enum", "");

    private static final String TABLE = """
        select c.oid::text, obj_description(c.oid, 'pg_class'),
          c.relkind in ('r', 'p') and not c.relhasrules and not row_security_active(c.oid)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relname = ?::text and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and case when ?::text = '' then pg_table_is_visible(c.oid) else n.nspname = ?::text end\
        """;

    /** The base type of domains, one level or several, and the collation that counts. */
    private static final String COLUMNS = """
        with recursive base(attnum, typ, typmod) as (
          select attnum, atttypid, atttypmod from pg_attribute
          where attrelid = ?::oid and attnum > 0 and not attisdropped
          union all
          select b.attnum, t.typbasetype, case when b.typmod = -1 then t.typtypmod else b.typmod end
          from base b join pg_type t on t.oid = b.typ where t.typtype = 'd')
        select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(a.attrelid, a.attnum),
          t.typname, b.typmod, t.typtype, tn.nspname = 'pg_catalog', e.typname,
          coalesce(co.collname, ''), coalesce(co.collisdeterministic, true),
          case when co.collprovider = 'd' then d.datlocprovider::text else co.collprovider::text end,
          case when co.collprovider = 'd' then d.datcollate else co.collcollate end,
          pg_encoding_to_char(d.encoding),
          case when a.attgenerated <> '' then 'GENERATED'
            when a.atthasdef or a.attidentity <> '' or own.typdefault is not null then 'DEFAULT' else 'NOTHING' end
        from base b join pg_type t on t.oid = b.typ and t.typtype <> 'd'
          join pg_namespace tn on tn.oid = t.typnamespace
          join pg_attribute a on a.attrelid = ?::oid and a.attnum = b.attnum
          join pg_type own on own.oid = a.atttypid
          left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
          left join pg_collation co on co.oid = a.attcollation
          cross join (select d.*, d.encoding as enc from pg_database d where datname = current_database()) d
        order by a.attnum\
        """;

    /** Valid ordered indexes over plain columns only. */
    private static final String INDEXES = """
        select i.relname, x.indisprimary, x.indisunique and x.indpred is null and x.indimmediate,
          array(select a.attname::text from unnest(x.indkey::int2[]) with ordinality k(num, pos)
            join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.num
            where k.pos <= x.indnkeyatts order by k.pos)::text[], x.indpred is null
        from pg_index x join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
        where m.amname = 'btree' and x.indrelid = ?::oid and x.indisvalid and 0 <> all(x.indkey::int2[])
        order by i.relname\
        """;

    private static final String STATISTICS = """
        select s.attname, s.null_frac, s.n_distinct, s.histogram_bounds::text, s.most_common_vals::text
        from pg_stats s join pg_class c on c.relname = s.tablename
          join pg_namespace n on n.oid = c.relnamespace and n.nspname = s.schemaname
        where c.oid = ?::oid order by s.inherited\
        """;

    private PostgresDiscovery() {}

    private record Found(String oid, Optional<String> comment, boolean loadable) {}

    private record Index(TableDescription.Index index, boolean primary, boolean whole) {}

    static TableDescription describe(Connection connection, TableName table) throws SQLException {
        Found found = find(connection, table);
        List<SourceColumn> columns =
                Rows.list(connection, columnsSql(connection), PostgresDiscovery::column, found.oid(), found.oid());
        List<Index> indexes = Rows.list(connection, INDEXES, PostgresDiscovery::index, found.oid());
        return new TableDescription(
                table,
                columns,
                indexes.stream()
                        .filter(Index::primary)
                        .findFirst()
                        .map(i -> i.index().columns())
                        .orElse(List.of()),
                indexes.stream()
                        .filter(i -> i.index().unique() && !i.primary())
                        .map(i -> i.index().columns())
                        .toList(),
                indexes.stream().filter(Index::whole).map(Index::index).toList(),
                found.comment(),
                found.loadable());
    }

    /** {@code datlocprovider} came with PostgreSQL 15; before, every database used libc. */
    private static String columnsSql(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= 15
                ? COLUMNS
                : COLUMNS.replace("d.datlocprovider::text", "'c'");
    }

    private static Found find(Connection connection, TableName table) throws SQLException {
        String schema = table.schema().orElse("");
        return Rows.list(
                        connection,
                        TABLE,
                        row -> new Found(row.getString(1), Optional.ofNullable(row.getString(2)), row.getBoolean(3)),
                        table.table(),
                        schema,
                        schema)
                .stream()
                .findFirst()
                .orElseThrow(
                        () -> new SqlException(SqlState.UNDEFINED_TABLE, "relation \"" + table + "\" does not exist"));
    }

    private static SourceColumn column(ResultSet row) throws SQLException {
        SqlType type = PostgresTypes.of(row.getString(5), row.getInt(6), row.getBoolean(8), row.getString(9));
        boolean enumerated = "e".equals(row.getString(7));
        TextCollation collation = TextCollation.NONE;
        if (enumerated) {
            collation = ENUM;
        } else if (type != null && type.kind().isText()) {
            collation = collation(row);
        }
        SqlType known = type == null ? SqlType.TEXT : type;
        return new SourceColumn(
                row.getString(1),
                row.getString(2),
                known,
                type == null ? Set.of() : PostgresTypes.alternatives(known),
                row.getBoolean(3),
                SourceColumn.Filling.valueOf(row.getString(15)),
                collation,
                Optional.ofNullable(row.getString(4)));
    }

    private static TextCollation collation(ResultSet row) throws SQLException {
        String name = row.getString(10);
        String encoding = row.getString(14);
        String locale = row.getString(13);
        String charset = "UTF8".equals(encoding) || "LATIN1".equals(encoding) ? "" : encoding;
        boolean plainOrder = switch (String.valueOf(row.getString(12))) {
            case "c" -> "C".equals(locale) || "POSIX".equals(locale);
            // PostgreSQL's own provider sorts by code point in all its locales.
            case "b" -> true;
            default -> false;
        };
        if (!row.getBoolean(11)) {
            return new TextCollation(TextCollation.Kind.LOOSE, name, charset);
        }
        TextCollation.Kind kind =
                plainOrder && charset.isEmpty() ? TextCollation.Kind.CODE_POINT : TextCollation.Kind.EXACT_EQUALITY;
        return new TextCollation(kind, name, charset);
    }

    private static Index index(ResultSet row) throws SQLException {
        List<String> columns = Arrays.asList((String[]) row.getArray(4).getArray());
        return new Index(
                new TableDescription.Index(row.getString(1), columns, row.getBoolean(3)),
                row.getBoolean(2),
                row.getBoolean(5));
    }

    static TableStatistics statistics(Connection connection, TableDescription table) throws SQLException {
        Found found = find(connection, table.name());
        double rows = Rows.list(
                        connection,
                        "select coalesce(sum(greatest(c.reltuples, 0)), 0), bool_or(c.reltuples >= 0) from pg_class c"
                            + " where c.oid = ?::oid or c.oid in (select inhrelid from pg_inherits where inhparent ="
                            + " ?::oid)",
                        row -> row.getBoolean(2) ? row.getDouble(1) : -1,
                        found.oid(),
                        found.oid())
                .getFirst();
        Map<String, SqlType> types = new HashMap<>();
        table.columns().forEach(column -> types.put(column.name(), column.type()));
        Map<String, TableStatistics.Column> columns = new HashMap<>();
        Rows.list(
                connection,
                STATISTICS,
                row -> columns.put(row.getString(1), statistics(row, rows, types)),
                found.oid());
        return new TableStatistics(rows, columns);
    }

    private static TableStatistics.Column statistics(ResultSet row, double rows, Map<String, SqlType> types)
            throws SQLException {
        double distinct = row.getDouble(3);
        SqlType type = types.getOrDefault(row.getString(1), SqlType.TEXT);
        Bounds bounds = new Bounds();
        bounds.extend(type, row.getString(4));
        bounds.extend(type, row.getString(5));
        return new TableStatistics.Column(
                row.getDouble(2), distinct < 0 && rows >= 0 ? -distinct * rows : distinct, bounds.min, bounds.max);
    }

    /** The extremes of PostgreSQL's sample. */
    private static final class Bounds {
        @Nullable Object min;

        @Nullable Object max;

        void extend(SqlType type, @Nullable String array) {
            if (array == null || !PostgresTypes.hasBounds(type.kind())) {
                return;
            }
            for (Object value : ((ArrayValue) ValueText.parse(SqlType.array(type.bare()), array)).values()) {
                if (value != null) {
                    min = min == null || compare(value, min) < 0 ? value : min;
                    max = max == null || compare(value, max) > 0 ? value : max;
                }
            }
        }

        @SuppressWarnings("unchecked")
        private static int compare(Object left, Object right) {
            return left.getClass() == right.getClass() ? ((Comparable<Object>) left).compareTo(right) : 0;
        }
    }
}

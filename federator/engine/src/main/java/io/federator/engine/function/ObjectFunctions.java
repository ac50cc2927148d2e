package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.names.ObjectNames;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.RowValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions on what objects are: descriptions, default privileges, options, what an index can do, lengths of types. */
final class ObjectFunctions implements FunctionFamily {
    private static final int BTREE = 403;
    private static final int MAX_OCTETS = 1 << 30;
    private static final int BYTES_A_CHARACTER = 4;
    private static final int HEADER = 4;

    /** What the owner of an object of each kind may do, and what everybody may. */
    private static final Map<String, List<String>> DEFAULTS = Map.ofEntries(
            Map.entry("c", List.of("", "")),
            Map.entry("r", List.of("arwdDxtm", "")),
            Map.entry("s", List.of("rwU", "")),
            Map.entry("d", List.of("CTc", "Tc")),
            Map.entry("f", List.of("X", "X")),
            Map.entry("l", List.of("U", "U")),
            Map.entry("L", List.of("rw", "")),
            Map.entry("n", List.of("UC", "")),
            Map.entry("p", List.of("sA", "")),
            Map.entry("t", List.of("C", "")),
            Map.entry("F", List.of("U", "")),
            Map.entry("S", List.of("U", "")),
            Map.entry("T", List.of("U", "U")));

    /** What columns of the indexes here, all of them btree and ascending, can do. */
    private static final Map<String, Boolean> COLUMN = Map.of(
            "asc", true,
            "desc", false,
            "nulls_first", false,
            "nulls_last", true,
            "orderable", true,
            "distance_orderable", false,
            "returnable", true,
            "search_array", true,
            "search_nulls", true);

    private static final Set<String> INDEX = Set.of("clusterable", "index_scan", "bitmap_scan", "backward_scan");
    private static final Set<String> METHOD =
            Set.of("can_order", "can_unique", "can_multi_col", "can_exclude", "can_include");

    @Override
    public void contribute(FunctionRegistry f) {
        f.strict(
                "pg_describe_object(oid,oid,int4)",
                (a, c) ->
                        c.names().describe((long) a[0], (long) a[1], (int) a[2]).orElse(null));
        f.strict("pg_identify_object(oid,oid,int4)", (a, c) -> {
            var found = c.names().identity((long) a[0], (long) a[1], (int) a[2]);
            return new RowValue(
                    List.of("type", "schema", "name", "identity"),
                    Collections.nCopies(4, SqlType.TEXT),
                    Arrays.asList(found.kind(), found.schema(), found.name(), found.identity()));
        });
        f.strict("acldefault(char,oid)", (a, c) -> defaults((String) a[0], (long) a[1], c));
        f.set("pg_options_to_table(_text)", (types, result) -> (a, c) -> options((ArrayValue) a[0]));
        f.strict(
                "pg_index_column_has_property(regclass,int4,text)",
                (a, c) -> (int) a[1] < 1 || !isIndex(a[0], c)
                        ? null
                        : COLUMN.get(((String) a[2]).toLowerCase(Locale.ROOT)));
        f.strict(
                "pg_index_has_property(regclass,text)",
                (a, c) -> !isIndex(a[0], c) || !INDEX.contains(((String) a[1]).toLowerCase(Locale.ROOT))
                        ? null
                        : (Boolean) true);
        f.strict(
                "pg_indexam_has_property(oid,text)",
                (a, c) -> (long) a[0] != BTREE || !METHOD.contains(((String) a[1]).toLowerCase(Locale.ROOT))
                        ? null
                        : (Boolean) true);
        // Nothing can be written through Federator.
        f.strict("pg_relation_is_updatable(regclass,bool)", (a, c) -> 0);
        f.strict("pg_column_is_updatable(regclass,int2,bool)", (a, c) -> false);
        f.strict("pg_sequence_last_value(regclass) pg_partition_root(regclass)", (a, c) -> null);
        f.strict("pg_collation_actual_version(oid) pg_database_collation_actual_version(oid)", (a, c) -> null);
        f.strict("pg_safe_snapshot_blocking_pids(int4)", (a, c) -> ArrayValue.of(SqlType.INT4, List.of()));
        f.strict("pg_is_wal_replay_paused()", (a, c) -> {
            throw new SqlException(SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, "recovery is not in progress")
                    .withHint("Recovery control functions can only be executed during recovery.");
        });
        lengths(f);
        domains(f);
    }

    private static boolean isIndex(Object oid, EvaluationContext context) {
        return context.names().definition((long) oid).isPresent();
    }

    private static ArrayValue defaults(String kind, long owner, EvaluationContext context) {
        List<String> rights = DEFAULTS.get(kind);
        if (rights == null) {
            throw new SqlException(SqlState.INTERNAL_ERROR, "unrecognized object type abbreviation: " + kind);
        }
        String name = context.names().roleName(owner).map(ObjectNames::quote).orElse(Long.toString(owner));
        List<String> items = new ArrayList<>();
        if (!rights.get(1).isEmpty()) {
            items.add("=" + rights.get(1) + "/" + name);
        }
        if (!rights.getFirst().isEmpty()) {
            items.add(name + "=" + rights.getFirst() + "/" + name);
        }
        return ArrayValue.of(SqlType.of(TypeKind.ACLITEM), items);
    }

    /** {@code name=value}, where the value may be missing. */
    private static Iterator<@Nullable Object[]> options(@Nullable ArrayValue options) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Object option : options == null ? List.<@Nullable Object>of() : options.values()) {
            String text = String.valueOf(option);
            int equals = text.indexOf('=');
            rows.add(
                    equals < 0
                            ? new @Nullable Object[] {text, null}
                            : new @Nullable Object[] {text.substring(0, equals), text.substring(equals + 1)});
        }
        return rows.iterator();
    }

    private static void lengths(FunctionRegistry f) {
        f.strict("_pg_char_max_length(oid,int4)", (a, c) -> maxLength((int) (long) a[0], (int) a[1]));
        f.strict("_pg_char_octet_length(oid,int4)", (a, c) -> {
            int type = (int) (long) a[0];
            if (type != TypeKind.TEXT.oid() && type != TypeKind.VARCHAR.oid() && type != TypeKind.BPCHAR.oid()) {
                return null;
            }
            Integer length = maxLength(type, (int) a[1]);
            return length == null ? (Integer) MAX_OCTETS : (Integer) (length * BYTES_A_CHARACTER);
        });
        f.strict("_pg_numeric_precision(oid,int4)", (a, c) -> precision((int) (long) a[0], (int) a[1]));
        f.strict("_pg_numeric_precision_radix(oid,int4)", (a, c) -> switch (kind(a[0])) {
            case INT2, INT4, INT8, FLOAT4, FLOAT8 -> 2;
            case NUMERIC -> 10;
            default -> null;
        });
        f.strict("_pg_numeric_scale(oid,int4)", (a, c) -> switch (kind(a[0])) {
            case INT2, INT4, INT8 -> (Integer) 0;
            case NUMERIC ->
                (int) a[1] == -1
                        ? null
                        : (Integer) SqlType.of(TypeKind.NUMERIC, (int) a[1]).scale();
            default -> null;
        });
        f.strict("_pg_datetime_precision(oid,int4)", (a, c) -> {
            int modifier = (int) a[1];
            return switch (kind(a[0])) {
                case DATE -> (Integer) 0;
                case TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> (Integer) (modifier < 0 ? 6 : modifier);
                case INTERVAL -> (Integer) (modifier < 0 || (modifier & 0xffff) == 0xffff ? 6 : modifier & 0xffff);
                default -> null;
            };
        });
    }

    /** What information_schema takes of a column for its domain's sake: rows of pg_attribute and pg_type tell it. */
    private static void domains(FunctionRegistry f) {
        f.strict(
                "_pg_truetypid(record,record)",
                (a, c) -> isDomain(a[1]) ? field(a[1], "typbasetype") : field(a[0], "atttypid"));
        f.strict(
                "_pg_truetypmod(record,record)",
                (a, c) -> isDomain(a[1]) ? field(a[1], "typtypmod") : field(a[0], "atttypmod"));
        f.strict("_pg_interval_type(oid,int4)", (a, c) -> {
            String text = kind(a[0]) == TypeKind.INTERVAL
                    ? SqlType.of(TypeKind.INTERVAL, (int) a[1]).toString()
                    : "";
            int space = text.indexOf(' ');
            return space < 0 ? null : text.substring(space + 1).toUpperCase(Locale.ROOT);
        });
    }

    private static boolean isDomain(Object type) {
        return "d".equals(field(type, "typtype"));
    }

    private static @Nullable Object field(Object row, String name) {
        RowValue value = (RowValue) row;
        int index = value.names().indexOf(name);
        if (index < 0) {
            throw new SqlException(SqlState.UNDEFINED_COLUMN, "column \"" + name + "\" not found in data type record");
        }
        return value.fields().get(index);
    }

    private static TypeKind kind(Object oid) {
        for (TypeKind kind : TypeKind.values()) {
            if (kind.oid() == (long) oid && kind != TypeKind.ARRAY) {
                return kind;
            }
        }
        return TypeKind.UNKNOWN;
    }

    private static @Nullable Integer maxLength(int type, int modifier) {
        if (modifier == -1) {
            return null;
        }
        return switch (kind((long) type)) {
            case VARCHAR, BPCHAR -> modifier - HEADER;
            case BIT, VARBIT -> modifier;
            default -> null;
        };
    }

    private static @Nullable Integer precision(int type, int modifier) {
        return switch (kind((long) type)) {
            case INT2 -> 16;
            case INT4 -> 32;
            case INT8 -> 64;
            case FLOAT4 -> 24;
            case FLOAT8 -> 53;
            case NUMERIC -> modifier == -1 ? null : (modifier - HEADER) >> 16;
            default -> null;
        };
    }
}

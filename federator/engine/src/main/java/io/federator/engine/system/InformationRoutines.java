package io.federator.engine.system;

import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** information_schema: routines and parameters, of PostgreSQL's own functions; there are no others. */
final class InformationRoutines {
    private static final Map<Long, String> LANGUAGES = Map.of(12L, "internal", 13L, "c", 14L, "sql");

    private final RowSources sources;
    private final Shapes shapes;
    private final TypeInformation types;
    private final String database;

    private InformationRoutines(RowSources sources, TypeInformation types, String database) {
        this.sources = sources;
        this.shapes = sources.shapes();
        this.types = types;
        this.database = database;
    }

    static void declare(RowSources sources, TypeInformation types, String database) {
        InformationRoutines tables = new InformationRoutines(sources, types, database);
        sources.stable(sources.shapes().information("routines"), s -> tables.routines());
        sources.stable(sources.shapes().information("parameters"), s -> tables.parameters());
    }

    private List<@Nullable Object[]> routines() {
        Shape shape = shapes.information("routines");
        Shape procedures = shapes.pg("pg_proc");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] procedure : sources.statics().rows(procedures)) {
            String kind = text(procedures, procedure, "prokind");
            boolean returns = !kind.equals("p");
            String language = LANGUAGES.getOrDefault(number(procedures, procedure, "prolang"), "internal");
            String source = text(procedures, procedure, "prosrc");
            int result = (int) number(procedures, procedure, "prorettype");
            Shape.Row row = specific(shape, procedures, procedure)
                    .set("routine_catalog", database)
                    .set("routine_schema", Shapes.PG_CATALOG)
                    .set("routine_name", text(procedures, procedure, "proname"))
                    .set("routine_type", kind.equals("f") ? "FUNCTION" : kind.equals("p") ? "PROCEDURE" : null)
                    .set("routine_body", language.equals("sql") ? "SQL" : "EXTERNAL")
                    .set("external_name", language.equals("c") ? source : null)
                    .set("external_language", language.toUpperCase(Locale.ROOT))
                    .set("parameter_style", "GENERAL")
                    .yes(
                            "is_deterministic",
                            text(procedures, procedure, "provolatile").equals("i"))
                    .set("sql_data_access", "MODIFIES")
                    .set("schema_level_routine", "YES")
                    .set("max_dynamic_result_sets", 0)
                    .set("security_type", flag(procedures, procedure, "prosecdef") ? "DEFINER" : "INVOKER")
                    .no("as_locator", "is_udt_dependent");
            if (returns) {
                row.set("data_type", types.dataType(result))
                        .set("dtd_identifier", "0")
                        .yes("is_null_call", flag(procedures, procedure, "proisstrict"));
                types.name(row, "type_", result);
            }
            rows.add(row.done());
        }
        return rows;
    }

    private List<@Nullable Object[]> parameters() {
        Shape shape = shapes.information("parameters");
        Shape procedures = shapes.pg("pg_proc");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] procedure : sources.statics().rows(procedures)) {
            List<@Nullable Object> all = values(procedures, procedure, "proallargtypes");
            List<@Nullable Object> arguments = all.isEmpty() ? values(procedures, procedure, "proargtypes") : all;
            List<@Nullable Object> modes = values(procedures, procedure, "proargmodes");
            List<@Nullable Object> names = values(procedures, procedure, "proargnames");
            for (int i = 0; i < arguments.size(); i++) {
                int type = arguments.get(i) instanceof Number oid ? oid.intValue() : 0;
                Object name = i < names.size() ? names.get(i) : null;
                Shape.Row row = specific(shape, procedures, procedure)
                        .set("ordinal_position", i + 1)
                        .set("parameter_mode", i < modes.size() ? mode(String.valueOf(modes.get(i))) : "IN")
                        .no("is_result", "as_locator")
                        .set("parameter_name", "".equals(name) ? null : name)
                        .set("data_type", types.dataType(type))
                        .set("dtd_identifier", Integer.toString(i + 1));
                types.name(row, "", type);
                rows.add(row.done());
            }
        }
        return rows;
    }

    private static String mode(String mode) {
        return switch (mode) {
            case "o", "t" -> "OUT";
            case "b" -> "INOUT";
            default -> "IN";
        };
    }

    private Shape.Row specific(Shape shape, Shape procedures, @Nullable Object[] procedure) {
        String oid = "_" + number(procedures, procedure, "oid");
        String name = text(procedures, procedure, "proname");
        int room = Math.min(name.length(), 63 - oid.length());
        return shape.row()
                .set("specific_catalog", database)
                .set("specific_schema", Shapes.PG_CATALOG)
                .set("specific_name", name.substring(0, room) + oid);
    }

    private static String text(Shape shape, @Nullable Object[] row, String column) {
        return row[shape.position(column)] instanceof String text ? text : "";
    }

    private static long number(Shape shape, @Nullable Object[] row, String column) {
        return row[shape.position(column)] instanceof Number number ? number.longValue() : 0;
    }

    private static boolean flag(Shape shape, @Nullable Object[] row, String column) {
        return Boolean.TRUE.equals(row[shape.position(column)]);
    }

    private static List<@Nullable Object> values(Shape shape, @Nullable Object[] row, String column) {
        return row[shape.position(column)] instanceof ArrayValue array ? array.values() : List.of();
    }
}

package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.names.ClientEncoding;
import io.federator.engine.names.ObjectNames;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Functions on the system catalogs: what psql, drivers and tools ask about tables and types. */
final class SystemFunctions implements FunctionFamily {
    private static final long PG_CLASS = 1259;

    @Override
    public void contribute(FunctionRegistry f) {
        f.lenient("format_type(oid,int4)", (a, c) -> a[0] == null ? null : formatType((long) a[0], (Integer) a[1], c));
        definitions(f);
        visibility(f);
        names(f);
        f.lenient("num_nulls(any)", (a, c) -> {
            int count = 0;
            for (Object value : a) {
                count += value == null ? 1 : 0;
            }
            return count;
        });
        f.lenient("num_nonnulls(any)", (a, c) -> {
            int count = 0;
            for (Object value : a) {
                count += value == null ? 0 : 1;
            }
            return count;
        });
        f.strict("pg_input_is_valid(text,text)", (a, c) -> isValid((String) a[0], (String) a[1], c));
        f.strict("pg_input_error_info(text,text)", (a, c) -> errorInfo((String) a[0], (String) a[1], c));
        f.strict("pg_my_temp_schema()", (a, c) -> 0L);
        f.strict("pg_is_other_temp_schema(oid) row_security_active(oid) row_security_active(text)", (a, c) -> false);
        f.strict("pg_relation_is_publishable(regclass)", (a, c) -> false);
    }

    private static Object formatType(long oid, @Nullable Integer modifier, EvaluationContext context) {
        if (oid == 0) {
            return "-";
        }
        if (modifier != null && modifier < 0) {
            // The standard's names mean a length of 1: what has none at all has PostgreSQL's own.
            for (TypeKind kind : List.of(TypeKind.BPCHAR, TypeKind.BIT)) {
                if (kind.oid() == oid || kind.arrayOid() == oid) {
                    return ObjectNames.quote(kind.typname()) + (kind.oid() == oid ? "" : "[]");
                }
            }
        }
        int typmod = modifier == null ? -1 : modifier;
        for (TypeKind kind : TypeKind.values()) {
            if (kind != TypeKind.ARRAY && kind.oid() == oid) {
                if (kind == TypeKind.BPCHAR && typmod < 0) {
                    return "character";
                }
                return SqlType.of(kind, typmod) + suffix(kind, typmod);
            }
            if (kind.arrayOid() == oid) {
                return SqlType.of(kind, typmod) + suffix(kind, typmod) + "[]";
            }
        }
        return ObjectNames.typeName(oid)
                .or(() -> context.names().rowTypeName(oid).map(type -> ObjectNames.ofRowType(type, context)))
                .map(name -> withModifier(name, typmod))
                .orElse("???");
    }

    private static String withModifier(String name, int typmod) {
        if (typmod < 0) {
            return name;
        }
        return name.endsWith("[]")
                ? name.substring(0, name.length() - 2) + "(" + typmod + ")[]"
                : name + "(" + typmod + ")";
    }

    /** The modifier of a type that makes nothing of it; of the types with a name of the standard's it is not shown. */
    private static String suffix(TypeKind kind, int typmod) {
        return switch (kind) {
            case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, JSON -> "";
            case NUMERIC, VARCHAR, BPCHAR, BIT, VARBIT, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> "";
            default -> typmod < 0 ? "" : "(" + typmod + ")";
        };
    }

    private static void definitions(FunctionRegistry f) {
        f.strict("pg_get_expr(pg_node_tree,oid) pg_get_expr(pg_node_tree,oid,bool)", (a, c) -> a[0]);
        f.strict(
                "pg_get_constraintdef(oid) pg_get_constraintdef(oid,bool)"
                        + " pg_get_viewdef(oid) pg_get_viewdef(oid,bool) pg_get_viewdef(oid,int4)"
                        + " pg_get_ruledef(oid) pg_get_ruledef(oid,bool) pg_get_triggerdef(oid)"
                        + " pg_get_triggerdef(oid,bool) pg_get_partkeydef(oid)"
                        + " pg_get_statisticsobjdef_columns(oid) pg_get_statisticsobjdef(oid)"
                        + " pg_get_partition_constraintdef(oid)",
                (a, c) -> definition(a[0], true, c));
        // Always with the schema, so that it can be run anywhere.
        f.strict("pg_get_indexdef(oid)", (a, c) -> definition(a[0], false, c));
        f.strict(
                "pg_get_indexdef(oid,int4,bool)",
                (a, c) -> (int) a[1] == 0 ? definition(a[0], (boolean) a[2], c) : indexColumn(a, c));
        f.strict(
                "pg_get_functiondef(oid)",
                (a, c) -> c.names().functionDefinition((long) a[0]).orElse(null));
        f.strict("pg_get_serial_sequence(text,text)", (a, c) -> {
            long relation = ObjectNames.parse(SqlType.of(TypeKind.REGCLASS), (String) a[0], c);
            ObjectNames.requireColumn(relation, (String) a[1], c);
            return null;
        });
        f.strict(
                "obj_description(oid)",
                (a, c) -> c.names().comment(0, (long) a[0], 0).orElse(null));
        f.strict(
                "obj_description(oid,name)",
                (a, c) -> c.names().relation(List.of("pg_catalog", (String) a[1]), List.of()).stream()
                        .boxed()
                        .findFirst()
                        .flatMap(catalog -> c.names().comment(catalog, (long) a[0], 0))
                        .orElse(null));
        // pg_shdescription is empty.
        f.strict("shobj_description(oid,name)", (a, c) -> null);
        f.strict(
                "col_description(oid,int4)",
                (a, c) -> c.names().comment(PG_CLASS, (long) a[0], (int) a[1]).orElse(null));
    }

    private static @Nullable String definition(Object oid, boolean asVisible, EvaluationContext context) {
        return context.names()
                .definition((long) oid)
                .map(found -> found.text(ObjectNames.relation(found.relation(), asVisible, context)))
                .orElse(null);
    }

    private static @Nullable String indexColumn(Object[] a, EvaluationContext context) {
        int n = (int) a[1];
        return context.names()
                .definition((long) a[0])
                .map(found ->
                        n >= 1 && n <= found.columns().size() ? found.columns().get(n - 1) : "")
                .orElse(null);
    }

    private static void visibility(FunctionRegistry f) {
        f.strict(
                "pg_table_is_visible(oid)",
                (a, c) -> c.names()
                        .relationName((long) a[0])
                        .map(name -> (Object) (c.names()
                                        .relation(List.of(name.name()), c.searchPath())
                                        .orElse(0)
                                == (long) a[0]))
                        .orElse(null));
        f.strict(
                "pg_type_is_visible(oid)",
                (a, c) -> ObjectNames.typeName((long) a[0]).isPresent()
                        ? (Boolean) true
                        : c.names()
                                .rowTypeName((long) a[0])
                                .map(name -> ObjectNames.find(SqlType.of(TypeKind.REGTYPE), quoted(name.name()), c)
                                        .equals(OptionalLong.of((long) a[0])))
                                .orElse(null));
        f.strict(
                "pg_function_is_visible(oid)",
                (a, c) -> c.names()
                        .functionName((long) a[0])
                        .map(name -> !name.startsWith("_pg_") || c.searchPath().contains("information_schema"))
                        .orElse(null));
        // Operators, collations and the like are those of pg_catalog, which is always searched.
        f.strict(
                "pg_operator_is_visible(oid)"
                        + " pg_opclass_is_visible(oid) pg_collation_is_visible(oid) pg_conversion_is_visible(oid)"
                        + " pg_opfamily_is_visible(oid) pg_statistics_obj_is_visible(oid) pg_ts_config_is_visible(oid)"
                        + " pg_ts_dict_is_visible(oid) pg_ts_parser_is_visible(oid) pg_ts_template_is_visible(oid)",
                (a, c) -> true);
    }

    /** As it is written in SQL, arrays of a type included. */
    private static String quoted(String type) {
        return type.endsWith("[]")
                ? ObjectNames.quote(type.substring(0, type.length() - 2)) + "[]"
                : ObjectNames.quote(type);
    }

    private static void names(FunctionRegistry f) {
        for (TypeKind kind : List.of(
                TypeKind.REGCLASS,
                TypeKind.REGTYPE,
                TypeKind.REGPROC,
                TypeKind.REGPROCEDURE,
                TypeKind.REGOPER,
                TypeKind.REGOPERATOR,
                TypeKind.REGNAMESPACE,
                TypeKind.REGROLE,
                TypeKind.REGCOLLATION)) {
            SqlType type = SqlType.of(kind);
            f.strict("to_" + kind.typname() + "(text)", (a, c) -> {
                String text = (String) a[0];
                if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
                    return null;
                }
                OptionalLong oid = ObjectNames.find(type, text, c);
                return oid.isPresent() ? oid.getAsLong() : null;
            });
        }
        f.strict(
                "pg_get_userbyid(oid)",
                (a, c) -> c.names().roleName((long) a[0]).orElse("unknown (OID=" + a[0] + ")"));
        f.strict(
                "pg_encoding_to_char(int4)",
                (a, c) -> ClientEncoding.numbered((int) a[0]).orElse(""));
        f.strict(
                "pg_char_to_encoding(name)",
                (a, c) -> ClientEncoding.find((String) a[0])
                        .map(ClientEncoding::number)
                        .orElse(-1));
    }

    private static boolean isValid(String text, String typeName, EvaluationContext context) {
        return inputError(text, typeName, context) == null;
    }

    /** What is wrong with a text as a value of a type: all NULL for one that is right. */
    private static RowValue errorInfo(String text, String typeName, EvaluationContext context) {
        SqlException error = inputError(text, typeName, context);
        return new RowValue(
                List.of("message", "detail", "hint", "sql_error_code"),
                Collections.nCopies(4, SqlType.TEXT),
                error == null
                        ? Arrays.asList(null, null, null, null)
                        : Arrays.asList(
                                error.text(),
                                error.detail(),
                                error.hint(),
                                error.state().code()));
    }

    private static @Nullable SqlException inputError(String text, String typeName, EvaluationContext context) {
        SqlType type = TypeText.type(typeName, context);
        try {
            TypeText.read(type, text, context);
            return null;
        } catch (SqlException e) {
            return e;
        }
    }
}

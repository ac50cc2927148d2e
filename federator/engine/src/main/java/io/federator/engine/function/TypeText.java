package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.engine.names.ObjectNames;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Types that are named in a value, with lengths and precisions: {@code numeric(7,4)}, {@code varchar(4)}. */
final class TypeText {
    private static final Pattern MODIFIER =
            Pattern.compile("(.*?)\\s*\\(\\s*(\\d{1,9})\\s*(?:,\\s*(-?\\d{1,9})\\s*)?\\)(.*)");

    private TypeText() {}

    /**
     * The type of a name.
     *
     * @throws SqlException 42704 for one that does not exist, 0A000 for one that Federator does not know
     */
    static SqlType type(String text, EvaluationContext context) {
        Matcher modifier = MODIFIER.matcher(text);
        boolean modified = modifier.matches();
        String name = modified ? modifier.group(1) + modifier.group(4) : text;
        OptionalLong oid = ObjectNames.find(SqlType.of(TypeKind.REGTYPE), name, context);
        if (oid.isEmpty()) {
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "type \"" + text + "\" does not exist");
        }
        for (TypeKind kind : TypeKind.values()) {
            if (kind == TypeKind.ARRAY) {
                continue;
            }
            SqlType type = modified
                    ? modified(kind, Integer.parseInt(modifier.group(2)), modifier.group(3))
                    : name.strip().endsWith("char") && kind == TypeKind.BPCHAR ? SqlType.bpchar(1) : SqlType.of(kind);
            if (kind.oid() == oid.getAsLong()) {
                return type;
            }
            if (kind.arrayOid() == oid.getAsLong()) {
                return SqlType.array(type);
            }
        }
        throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "type " + text + " is not supported by Federator");
    }

    private static SqlType modified(TypeKind kind, int first, @Nullable String second) {
        return switch (kind) {
            case NUMERIC -> SqlType.numeric(first, second == null ? 0 : Integer.parseInt(second));
            case VARCHAR -> SqlType.varchar(first);
            case BPCHAR -> SqlType.bpchar(first);
            case BIT, VARBIT, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> SqlType.of(kind, first);
            default -> SqlType.of(kind);
        };
    }

    /** Reads a value as an assignment would. */
    static @Nullable Object read(SqlType type, String text, EvaluationContext context) {
        Object value = TextFormat.parse(type, text, context);
        FunctionRegistry.StrictFunction enforcing = TypeModifiers.enforcing(type, false);
        return enforcing == null ? value : enforcing.apply(new Object[] {value}, context);
    }
}

package io.federator.engine.binder;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.TypeName;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types as written to types. */
final class TypeBinder {
    private static final Map<String, SqlType> BY_NAME = byName();

    private static final int MONTH = 1 << 1;
    private static final int YEAR = 1 << 2;
    private static final int DAY = 1 << 3;
    private static final int HOUR = 1 << 10;
    private static final int MINUTE = 1 << 11;
    private static final int SECOND = 1 << 12;
    private static final int FULL_RANGE = 0x7fff;
    private static final int FULL_PRECISION = 0xffff;
    private static final int MAX_CHAR_LENGTH = 10_485_760;
    private static final int MAX_TIME_PRECISION = 6;

    private static Map<String, SqlType> byName() {
        Map<String, SqlType> result = new HashMap<>();
        for (TypeKind kind : TypeKind.values()) {
            if (kind == TypeKind.ARRAY || kind == TypeKind.ANYARRAY) {
                continue;
            }
            result.put(kind.typname(), SqlType.of(kind));
            if (kind.arrayOid() != 0) {
                result.put("_" + kind.typname(), SqlType.array(SqlType.of(kind)));
            }
        }
        return Map.copyOf(result);
    }

    /** @throws SqlException 42704 for no such type, 22023 and 42601 for modifiers that it does not take */
    SqlType bind(TypeName name) {
        if (name.setOf()) {
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "type \"" + name.name() + "\" does not exist")
                    .at(name.position());
        }
        SqlType base = lookUp(name);
        SqlType modified = modified(base, name);
        return name.isArray() ? array(modified, name) : modified;
    }

    private static SqlType array(SqlType element, TypeName name) {
        if (element.element() == null && element.kind().arrayOid() == 0) {
            throw new SqlException(
                            SqlState.UNDEFINED_OBJECT, "type \"" + name.name().last() + "[]\" does not exist")
                    .at(name.position());
        }
        return SqlType.array(element);
    }

    private static SqlType lookUp(TypeName typeName) {
        Name name = typeName.name();
        boolean system = !name.isQualified() || Name.PG_CATALOG.equals(name.qualifier());
        SqlType type = system && name.parts().size() <= 2 ? BY_NAME.get(name.last()) : null;
        if (type == null) {
            String brackets = "[]".repeat(typeName.arrayBounds().size());
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "type \"" + name + brackets + "\" does not exist")
                    .at(typeName.position());
        }
        return type;
    }

    private static SqlType modified(SqlType base, TypeName name) {
        TypeKind kind = base.kind();
        if (kind == TypeKind.INTERVAL) {
            return SqlType.of(kind, interval(name));
        }
        if (name.modifiers().isEmpty()) {
            return base;
        }
        List<Integer> values = values(name);
        return switch (kind) {
            case NUMERIC -> numeric(values, name);
            case VARCHAR, BPCHAR -> SqlType.of(kind, length(kind, values, name, MAX_CHAR_LENGTH) + 4);
            case BIT, VARBIT -> SqlType.of(kind, length(kind, values, name, MAX_CHAR_LENGTH * 8));
            case TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> SqlType.of(kind, fraction(kind, values, name));
            default ->
                throw new SqlException(
                                SqlState.SYNTAX_ERROR,
                                "type modifier is not allowed for type \""
                                        + name.name().last() + "\"")
                        .at(name.position());
        };
    }

    private static List<Integer> values(TypeName name) {
        List<Integer> result = new ArrayList<>();
        for (Expression modifier : name.modifiers()) {
            switch (modifier) {
                case Expression.IntegerLiteral literal -> result.add(literal.value());
                case Expression.StringLiteral literal -> result.add(parse(literal.value(), name));
                default ->
                    throw new SqlException(
                                    SqlState.SYNTAX_ERROR, "type modifiers must be simple constants or identifiers")
                            .at(name.position());
            }
        }
        return result;
    }

    private static int parse(String text, TypeName name) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new SqlException(
                            SqlState.INVALID_TEXT_REPRESENTATION,
                            "invalid input syntax for type integer: \"" + text + "\"",
                            e)
                    .at(name.position());
        }
    }

    private static SqlType numeric(List<Integer> values, TypeName name) {
        if (values.size() > 2) {
            throw invalid("invalid NUMERIC type modifier", name);
        }
        int precision = values.getFirst();
        int scale = values.size() == 2 ? values.get(1) : 0;
        if (precision < 1 || precision > 1000) {
            throw invalid("NUMERIC precision " + precision + " must be between 1 and 1000", name);
        }
        if (scale < -1000 || scale > 1000) {
            throw invalid("NUMERIC scale " + scale + " must be between -1000 and 1000", name);
        }
        return SqlType.numeric(precision, scale);
    }

    private static int length(TypeKind kind, List<Integer> values, TypeName name, int max) {
        String shown = kind == TypeKind.BPCHAR ? "char" : kind == TypeKind.VARBIT ? "varbit" : kind.typname();
        if (values.size() != 1) {
            throw invalid("invalid type modifier", name);
        }
        int length = values.getFirst();
        if (length < 1) {
            throw invalid("length for type " + shown + " must be at least 1", name);
        }
        if (length > max) {
            throw invalid("length for type " + shown + " cannot exceed " + max, name);
        }
        return length;
    }

    private static int fraction(TypeKind kind, List<Integer> values, TypeName name) {
        if (values.size() != 1) {
            throw invalid("invalid type modifier", name);
        }
        if (values.getFirst() < 0) {
            boolean stamp = kind == TypeKind.TIMESTAMP || kind == TypeKind.TIMESTAMPTZ;
            boolean zone = kind == TypeKind.TIMETZ || kind == TypeKind.TIMESTAMPTZ;
            throw invalid(
                    (stamp ? "TIMESTAMP(" : "TIME(") + values.getFirst() + ")" + (zone ? " WITH TIME ZONE" : "")
                            + " precision must not be negative",
                    name);
        }
        return Math.min(values.getFirst(), MAX_TIME_PRECISION);
    }

    private static int interval(TypeName name) {
        TypeName.IntervalFields fields = name.intervalFields();
        if (fields == null && name.modifiers().isEmpty()) {
            return -1;
        }
        int range = fields == null ? FULL_RANGE : range(fields);
        int precision = FULL_PRECISION;
        if (!name.modifiers().isEmpty()) {
            precision = values(name).getLast();
            if (precision < 0) {
                throw invalid("INTERVAL(" + precision + ") precision must not be negative", name);
            }
            precision = Math.min(precision, MAX_TIME_PRECISION);
        }
        return range << 16 | precision;
    }

    private static int range(TypeName.IntervalFields fields) {
        return switch (fields) {
            case YEAR -> YEAR;
            case MONTH -> MONTH;
            case DAY -> DAY;
            case HOUR -> HOUR;
            case MINUTE -> MINUTE;
            case SECOND -> SECOND;
            case YEAR_TO_MONTH -> YEAR | MONTH;
            case DAY_TO_HOUR -> DAY | HOUR;
            case DAY_TO_MINUTE -> DAY | HOUR | MINUTE;
            case DAY_TO_SECOND -> DAY | HOUR | MINUTE | SECOND;
            case HOUR_TO_MINUTE -> HOUR | MINUTE;
            case HOUR_TO_SECOND -> HOUR | MINUTE | SECOND;
            case MINUTE_TO_SECOND -> MINUTE | SECOND;
        };
    }

    private static SqlException invalid(String message, TypeName name) {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, message).at(name.position());
    }
}

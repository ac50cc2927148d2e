package io.federator.engine.function;

import io.federator.engine.format.JsonTree;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Bytes;
import io.federator.spi.value.Inet;
import io.federator.spi.value.Interval;
import io.federator.spi.value.MacAddress;
import io.federator.spi.value.NumericSpecial;
import io.federator.spi.value.RowValue;
import io.federator.spi.value.TimeTz;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's default btree order of each type; text in the C collation, by code point. */
final class Ordering {
    private Ordering() {}

    static boolean isOrderable(SqlType type) {
        return isComparable(type) && !type.is(TypeKind.XID) && !type.is(TypeKind.CID) && !type.is(TypeKind.ACLITEM);
    }

    static boolean isComparable(SqlType type) {
        SqlType element = type.element();
        return switch (type.kind()) {
            case JSON, JSONPATH, VOID, ANYARRAY -> false;
            case POINT, LSEG, PATH, BOX, POLYGON, LINE, CIRCLE -> false;
            case ARRAY -> element != null && isComparable(element);
            default -> true;
        };
    }

    static boolean isHashable(SqlType type) {
        SqlType element = type.element();
        return switch (type.kind()) {
            case BIT, VARBIT, MONEY -> false;
            case ARRAY -> element != null && isHashable(element);
            default -> isComparable(type);
        };
    }

    static Comparator<Object> of(SqlType type) {
        return switch (type.kind()) {
            case BOOL -> (a, b) -> Boolean.compare((boolean) a, (boolean) b);
            case INT2, INT4, DATE -> (a, b) -> Integer.compare((int) a, (int) b);
            case INT8, TIME, TIMESTAMP, TIMESTAMPTZ, MONEY -> (a, b) -> Long.compare((long) a, (long) b);
            case NUMERIC -> Ordering::numeric;
            case FLOAT4 -> (a, b) -> floats((float) a, (float) b);
            case FLOAT8 -> (a, b) -> floats((double) a, (double) b);
            case TEXT, VARCHAR, NAME, UNKNOWN, CHAR, TID, ACLITEM, PG_NODE_TREE ->
                (a, b) -> text((String) a, (String) b);
            case PG_LSN ->
                (a, b) -> Long.compareUnsigned(LsnFunctions.value((String) a), LsnFunctions.value((String) b));
            case BPCHAR -> (a, b) -> text(withoutBlanks((String) a), withoutBlanks((String) b));
            case BYTEA -> (a, b) -> ((Bytes) a).compareTo((Bytes) b);
            case TIMETZ -> (a, b) -> ((TimeTz) a).compareTo((TimeTz) b);
            case INTERVAL -> (a, b) -> ((Interval) a).compareTo((Interval) b);
            case UUID -> (a, b) -> uuid((UUID) a, (UUID) b);
            case INET, CIDR -> (a, b) -> ((Inet) a).compareTo((Inet) b);
            case MACADDR, MACADDR8 -> (a, b) -> ((MacAddress) a).compareTo((MacAddress) b);
            case JSONB -> (a, b) -> JsonTree.parse((String) a).compareTo(JsonTree.parse((String) b));
            case BIT, VARBIT -> (a, b) -> ((BitString) a).compareTo((BitString) b);
            case OID,
                    REGCLASS,
                    REGTYPE,
                    REGPROC,
                    REGPROCEDURE,
                    REGOPER,
                    REGOPERATOR,
                    REGNAMESPACE,
                    REGROLE,
                    REGCOLLATION,
                    REGCONFIG,
                    REGDICTIONARY,
                    XID,
                    CID -> (a, b) -> Long.compare((long) a, (long) b);
            case INT2VECTOR -> arrays(of(SqlType.INT2));
            case OIDVECTOR -> arrays(of(SqlType.OID));
            case ARRAY -> arrays(of(element(type)));
            case RECORD -> Ordering::rows;
            case POINT, LSEG, PATH, BOX, POLYGON, LINE, CIRCLE ->
                // PostgreSQL's operators of some of these compare areas and lengths, up to a millionth.
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "comparison of type " + type + " is not supported by Federator");
            case JSON, JSONPATH, VOID, ANYARRAY ->
                throw new SqlException(
                        SqlState.UNDEFINED_FUNCTION, "could not identify an ordering operator for type " + type);
        };
    }

    /** By code point, which is the order of the UTF-8 bytes; surrogates must not sort below U+E000 and above. */
    static int text(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean xSurrogate = Character.isSurrogate(x);
                boolean ySurrogate = Character.isSurrogate(y);
                return xSurrogate == ySurrogate ? Character.compare(x, y) : xSurrogate ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    static String withoutBlanks(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    static int numeric(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y);
        }
        return Integer.compare(numericRank(a), numericRank(b));
    }

    /** NaN equals itself and is above all; the zeros are equal. */
    static int floats(double a, double b) {
        return a == b ? 0 : Double.compare(a, b);
    }

    private static int numericRank(Object value) {
        return switch (value) {
            case NumericSpecial special ->
                switch (special) {
                    case NEGATIVE_INFINITY -> 0;
                    case POSITIVE_INFINITY -> 2;
                    case NAN -> 3;
                };
            default -> 1;
        };
    }

    private static int uuid(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    private static SqlType element(SqlType array) {
        SqlType element = array.element();
        if (element == null) {
            throw new IllegalArgumentException("no array: " + array);
        }
        return element;
    }

    /** Element by element, then the number of elements, dimensions, and the bounds. */
    private static Comparator<Object> arrays(Comparator<Object> elements) {
        return (a, b) -> {
            ArrayValue x = (ArrayValue) a;
            ArrayValue y = (ArrayValue) b;
            int length = Math.min(x.values().size(), y.values().size());
            for (int i = 0; i < length; i++) {
                int order = nullsLast(elements, x.values().get(i), y.values().get(i));
                if (order != 0) {
                    return order;
                }
            }
            int order = Integer.compare(x.values().size(), y.values().size());
            if (order == 0) {
                order = Integer.compare(x.lengths().size(), y.lengths().size());
            }
            if (order == 0) {
                order = lists(x.lengths(), y.lengths());
            }
            return order == 0 ? lists(x.lowerBounds(), y.lowerBounds()) : order;
        };
    }

    private static int lists(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int rows(Object a, Object b) {
        RowValue x = (RowValue) a;
        RowValue y = (RowValue) b;
        int length = Math.min(x.fields().size(), y.fields().size());
        for (int i = 0; i < length; i++) {
            SqlType type = x.types().get(i).bare();
            if (!type.equals(y.types().get(i).bare())) {
                throw new SqlException(
                        SqlState.DATATYPE_MISMATCH,
                        "cannot compare dissimilar column types " + type + " and "
                                + y.types().get(i).bare() + " at record column " + (i + 1));
            }
            int order = nullsLast(of(type), x.fields().get(i), y.fields().get(i));
            if (order != 0) {
                return order;
            }
        }
        if (x.fields().size() != y.fields().size()) {
            throw new SqlException(
                    SqlState.DATATYPE_MISMATCH, "cannot compare record types with different numbers of columns");
        }
        return 0;
    }

    private static int nullsLast(Comparator<Object> order, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a != null ? -1 : b == null ? 0 : 1;
        }
        return order.compare(a, b);
    }
}

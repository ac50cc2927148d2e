package io.federator.gateway.format;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which wire type a SQL type has, and which SQL type an object identifier on the wire means. */
public final class WireTypes {
    private static final WireType TEXT = new TextWire();
    private static final WireType INTEGER = new IntegerWire();
    private static final WireType FLOAT = new FloatWire();
    private static final WireType DATE_TIME = new DateTimeWire();
    private static final WireType ARRAY = new ArrayWire();
    private static final WireType BIT = new BitWire();
    private static final WireType TEXT_ONLY = new TextOnlyWire();
    private static final WireType REGISTERED = new RegisteredWire();
    private static final WireType BOOL = new BoolWire();
    private static final WireType NUMERIC = new NumericWire();
    private static final WireType BYTEA = new ByteaWire();
    private static final WireType CHAR = new CharWire();
    private static final WireType TIMETZ = new TimeTzWire();
    private static final WireType INTERVAL = new IntervalWire();
    private static final WireType UUID = new UuidWire();
    private static final WireType JSONB = new JsonbWire();
    private static final WireType INET = new InetWire();
    private static final WireType MAC_ADDRESS = new MacAddressWire();
    private static final WireType MONEY = new MoneyWire();
    private static final WireType GEOMETRY = new GeometryWire();
    private static final WireType RECORD = new RecordWire();

    private static final Map<Integer, SqlType> BY_OID = byOid();

    private WireTypes() {}

    static WireType of(SqlType type) {
        return switch (type.kind()) {
            case BOOL -> BOOL;
            case INT2, INT4, INT8, OID, XID, CID -> INTEGER;
            case REGCLASS,
                    REGTYPE,
                    REGPROC,
                    REGPROCEDURE,
                    REGOPER,
                    REGOPERATOR,
                    REGNAMESPACE,
                    REGROLE,
                    REGCOLLATION,
                    REGCONFIG,
                    REGDICTIONARY -> REGISTERED;
            case NUMERIC -> NUMERIC;
            case FLOAT4, FLOAT8 -> FLOAT;
            case TEXT, VARCHAR, BPCHAR, NAME, JSON, UNKNOWN, VOID, PG_NODE_TREE -> TEXT;
            case CHAR -> CHAR;
            case BYTEA -> BYTEA;
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> DATE_TIME;
            case TIMETZ -> TIMETZ;
            case INTERVAL -> INTERVAL;
            case UUID -> UUID;
            case JSONB -> JSONB;
            case BIT, VARBIT -> BIT;
            case INT2VECTOR, OIDVECTOR, ARRAY, ANYARRAY -> ARRAY;
            case RECORD -> RECORD;
            case INET, CIDR -> INET;
            case MACADDR, MACADDR8 -> MAC_ADDRESS;
            case MONEY -> MONEY;
            case POINT, LSEG, PATH, BOX, POLYGON, LINE, CIRCLE -> GEOMETRY;
            case TID, ACLITEM, PG_LSN, JSONPATH -> TEXT_ONLY;
        };
    }

    /**
     * The type that a client names in Parse.
     *
     * @return UNKNOWN for 0, and empty for an identifier that is no type of ours
     */
    public static Optional<SqlType> byOid(int oid) {
        return oid == 0 ? Optional.of(SqlType.UNKNOWN) : Optional.ofNullable(BY_OID.get(oid));
    }

    private static Map<Integer, SqlType> byOid() {
        Map<Integer, SqlType> types = new HashMap<>();
        for (TypeKind kind : TypeKind.values()) {
            if (kind == TypeKind.ARRAY) {
                continue;
            }
            types.put(kind.oid(), SqlType.of(kind));
            if (kind.arrayOid() != 0) {
                types.put(kind.arrayOid(), SqlType.array(SqlType.of(kind)));
            }
        }
        return Map.copyOf(types);
    }

    static SqlException badBinary(String message) {
        return new SqlException(SqlState.INVALID_BINARY_REPRESENTATION, message);
    }
}

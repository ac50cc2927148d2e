package io.federator.spi.type;

/**
 * PostgreSQL's base types that Federator knows, with the constants that clients see in {@code pg_type}. Each kind fixes
 * the Java class of its values (column "value"); null stands for SQL NULL everywhere.
 *
 * @see <a href="https://www.postgresql.org/docs/18/datatype.html">PostgreSQL data types</a>
 */
public enum TypeKind {
    /** Value: {@link Boolean}. */
    BOOL(16, 1000, "bool", "boolean", 1, 'B', true),
    /** Value: {@link Integer} within 16 bits. */
    INT2(21, 1005, "int2", "smallint", 2, 'N', false),
    /** Value: {@link Integer}. */
    INT4(23, 1007, "int4", "integer", 4, 'N', false),
    /** Value: {@link Long}. */
    INT8(20, 1016, "int8", "bigint", 8, 'N', false),
    /** Value: {@link java.math.BigDecimal} (scale = PostgreSQL's display scale, never negative) or {@code NumericSpecial}. */
    NUMERIC(1700, 1231, "numeric", "numeric", -1, 'N', false),
    /** Value: {@link Float}. */
    FLOAT4(700, 1021, "float4", "real", 4, 'N', false),
    /** Value: {@link Double}. */
    FLOAT8(701, 1022, "float8", "double precision", 8, 'N', true),
    /** Value: {@link String}. */
    TEXT(25, 1009, "text", "text", -1, 'S', true),
    /** Value: {@link String}. */
    VARCHAR(1043, 1015, "varchar", "character varying", -1, 'S', false),
    /** Value: {@link String}, padded with spaces to its length where the length is known. */
    BPCHAR(1042, 1014, "bpchar", "character", -1, 'S', false),
    /** Value: {@link String} of at most 63 bytes. */
    NAME(19, 1003, "name", "name", 64, 'S', false),
    /** The single-byte {@code "char"} of the system catalogs. Value: {@link String} of length 0 or 1. */
    CHAR(18, 1002, "char", "\"char\"", 1, 'Z', false),
    /** Value: {@code Bytes}. */
    BYTEA(17, 1001, "bytea", "bytea", -1, 'U', false),
    /** Value: {@link Integer}, days since 1970-01-01; the extremes of int are -infinity and infinity. */
    DATE(1082, 1182, "date", "date", 4, 'D', false),
    /** Value: {@link Long}, microseconds since midnight, 0 to 86,400,000,000. */
    TIME(1083, 1183, "time", "time without time zone", 8, 'D', false),
    /** Value: {@code TimeTz}. */
    TIMETZ(1266, 1270, "timetz", "time with time zone", 12, 'D', false),
    /** Value: {@link Long}, microseconds since 1970-01-01 00:00; the extremes of long are -infinity and infinity. */
    TIMESTAMP(1114, 1115, "timestamp", "timestamp without time zone", 8, 'D', false),
    /** Value: {@link Long}, microseconds since 1970-01-01 00:00 UTC; the extremes of long are -infinity and infinity. */
    TIMESTAMPTZ(1184, 1185, "timestamptz", "timestamp with time zone", 8, 'D', true),
    /** Value: {@code Interval}. */
    INTERVAL(1186, 1187, "interval", "interval", 16, 'T', true),
    /** Value: {@link java.util.UUID}; ordered as 16 unsigned bytes. */
    UUID(2950, 2951, "uuid", "uuid", 16, 'U', false),
    /** Value: {@link String}, the text as it came. */
    JSON(114, 199, "json", "json", -1, 'U', false),
    /** Value: {@link String} in PostgreSQL's canonical output form of jsonb (keys sorted and unique, {@code ": "} and {@code ", "}). */
    JSONB(3802, 3807, "jsonb", "jsonb", -1, 'U', false),
    /** Value: {@link String}, the path as it came; it is printed in PostgreSQL's canonical form. */
    JSONPATH(4072, 4073, "jsonpath", "jsonpath", -1, 'U', false),
    /** Value: {@code BitString}. */
    BIT(1560, 1561, "bit", "bit", -1, 'V', false),
    /** Value: {@code BitString}. */
    VARBIT(1562, 1563, "varbit", "bit varying", -1, 'V', true),
    /** Value: {@link Long} of 32 unsigned bits, as of all object identifier types below. */
    OID(26, 1028, "oid", "oid", 4, 'N', true),
    REGCLASS(2205, 2210, "regclass", "regclass", 4, 'N', false),
    REGTYPE(2206, 2211, "regtype", "regtype", 4, 'N', false),
    REGPROC(24, 1008, "regproc", "regproc", 4, 'N', false),
    REGPROCEDURE(2202, 2207, "regprocedure", "regprocedure", 4, 'N', false),
    REGOPER(2203, 2208, "regoper", "regoper", 4, 'N', false),
    REGOPERATOR(2204, 2209, "regoperator", "regoperator", 4, 'N', false),
    REGNAMESPACE(4089, 4090, "regnamespace", "regnamespace", 4, 'N', false),
    REGROLE(4096, 4097, "regrole", "regrole", 4, 'N', false),
    REGCOLLATION(4191, 4192, "regcollation", "regcollation", 4, 'N', false),
    REGCONFIG(3734, 3735, "regconfig", "regconfig", 4, 'N', false),
    REGDICTIONARY(3769, 3770, "regdictionary", "regdictionary", 4, 'N', false),
    /** Value: {@link Long}. */
    XID(28, 1011, "xid", "xid", 4, 'U', false),
    /** Value: {@link Long}. */
    CID(29, 1012, "cid", "cid", 4, 'U', false),
    /** Value: {@link String}. */
    TID(27, 1010, "tid", "tid", 6, 'U', false),
    /** Value: {@code ArrayValue} of INT2 with lower bound 0. */
    INT2VECTOR(22, 1006, "int2vector", "int2vector", -1, 'A', false),
    /** Value: {@code ArrayValue} of OID with lower bound 0. */
    OIDVECTOR(30, 1013, "oidvector", "oidvector", -1, 'A', false),
    /** Value: {@link String}. */
    PG_NODE_TREE(194, 0, "pg_node_tree", "pg_node_tree", -1, 'Z', false),
    /** Value: {@link String}. */
    ACLITEM(1033, 1034, "aclitem", "aclitem", 16, 'U', false),
    /** Value: {@link String}. */
    PG_LSN(3220, 3221, "pg_lsn", "pg_lsn", 8, 'U', false),
    /** Value: {@code Inet}. */
    INET(869, 1041, "inet", "inet", -1, 'I', true),
    /** Value: {@code Inet} without bits to the right of the mask. */
    CIDR(650, 651, "cidr", "cidr", -1, 'I', false),
    /** Value: {@code MacAddress} of 6 octets. */
    MACADDR(829, 1040, "macaddr", "macaddr", 6, 'U', false),
    /** Value: {@code MacAddress} of 8 octets. */
    MACADDR8(774, 775, "macaddr8", "macaddr8", 8, 'U', false),
    /** Value: {@link Long}, hundredths; printed as PostgreSQL does under {@code lc_monetary = C}. */
    MONEY(790, 791, "money", "money", 8, 'N', false),
    /** Value: {@code Geometry}, as of all geometric types below. */
    POINT(600, 1017, "point", "point", 16, 'G', false),
    LSEG(601, 1018, "lseg", "lseg", 32, 'G', false),
    PATH(602, 1019, "path", "path", -1, 'G', false),
    BOX(603, 1020, "box", "box", 32, 'G', false),
    POLYGON(604, 1027, "polygon", "polygon", -1, 'G', false),
    LINE(628, 629, "line", "line", 24, 'G', false),
    CIRCLE(718, 719, "circle", "circle", 24, 'G', false),
    /** Value: {@code RowValue}. */
    RECORD(2249, 2287, "record", "record", -1, 'P', false),
    /** The type of an untyped string literal or parameter before the binder has decided. Value: {@link String}. */
    UNKNOWN(705, 0, "unknown", "unknown", -2, 'X', false),
    /** The result of a function that returns nothing; shown as an empty string. Value: {@link String}. */
    VOID(2278, 0, "void", "void", 4, 'P', false),
    /** Pseudo-type of functions' signatures only. */
    ANYARRAY(2277, 0, "anyarray", "anyarray", -1, 'P', false),
    /** An array; the element type is in {@link SqlType#element()}. Value: {@code ArrayValue}. OIDs are the element's. */
    ARRAY(0, 0, "array", "array", -1, 'A', false);

    private final int oid;
    private final int arrayOid;
    private final String typname;
    private final String display;
    private final int length;
    private final char category;
    private final boolean preferred;

    TypeKind(int oid, int arrayOid, String typname, String display, int length, char category, boolean preferred) {
        this.oid = oid;
        this.arrayOid = arrayOid;
        this.typname = typname;
        this.display = display;
        this.length = length;
        this.category = category;
        this.preferred = preferred;
    }

    /** {@code pg_type.oid}; 0 for ARRAY, whose OID depends on its element. */
    public int oid() {
        return oid;
    }

    /** The OID of the array over this type; 0 where there is none. */
    public int arrayOid() {
        return arrayOid;
    }

    /** {@code pg_type.typname}, such as {@code int4}. */
    public String typname() {
        return typname;
    }

    /** The name that {@code format_type} shows without a modifier, such as {@code integer}. */
    public String display() {
        return display;
    }

    /** {@code pg_type.typlen}: bytes, -1 for variable length, -2 for C strings. */
    public int length() {
        return length;
    }

    /** {@code pg_type.typcategory}, which rules implicit conversion of operands. */
    public char category() {
        return category;
    }

    /** {@code pg_type.typispreferred}. */
    public boolean preferred() {
        return preferred;
    }

    public boolean isInteger() {
        return this == INT2 || this == INT4 || this == INT8;
    }

    /** Text whose comparison is by character: the types on which collations bear. */
    public boolean isText() {
        return this == TEXT || this == VARCHAR || this == BPCHAR || this == NAME;
    }

    /** {@code pg_type.typdelim}: what stands between the elements of an array of this type. */
    public char delimiter() {
        return this == BOX ? ';' : ',';
    }

    /** point, lseg, path, box, polygon, line and circle. */
    public boolean isGeometry() {
        return category == 'G';
    }

    /** {@code oid} and the reg* types: a 32-bit unsigned object identifier. */
    public boolean isOid() {
        return this == OID || (compareTo(REGCLASS) >= 0 && compareTo(REGDICTIONARY) <= 0);
    }
}

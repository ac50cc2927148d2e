package io.federator.engine.system;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Object identifiers of what belongs to a table, a schema or a role. They follow from the table's own, so that they stay the
 * same while the catalog file does, and they are unique over all system tables, as comments and definitions are looked up by
 * them alone.
 */
final class Oids {
    /** The role that owns everything; PostgreSQL's bootstrap superuser has the same. */
    static final int OWNER = 10;

    static final int PUBLIC_SCHEMA = 2200;
    static final int PG_CATALOG_SCHEMA = 11;

    /** As initdb of the server that the resources were made from gave it; they refer to it. */
    static final int INFORMATION_SCHEMA = 13_144;

    static final int DATABASE = 5;

    private static final int SCHEMAS = 0x0080_0000;
    private static final int ROW_TYPES = 0x0100_0000;
    private static final int PARTS = 0x0200_0000;
    private static final int PARTS_A_TABLE = 4096;
    private static final int FIRST_KEY_CONSTRAINT = 1024;
    private static final int FIRST_NOT_NULL = 2048;
    private static final int ROLES = 0x4000_0000;

    private Oids() {}

    static int schema(int position) {
        return SCHEMAS + position;
    }

    static int rowType(int table) {
        return ROW_TYPES + 2 * (table - Relation.FIRST_USER_OID);
    }

    static int arrayOfRows(int table) {
        return rowType(table) + 1;
    }

    static int index(int table, int number) {
        return part(table, number);
    }

    static int constraint(int table, int number) {
        return part(table, FIRST_KEY_CONSTRAINT + number);
    }

    static int notNull(int table, int column) {
        return part(table, FIRST_NOT_NULL + column);
    }

    static int role(String name) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        return ROLES + (int) (hash.getValue() & 0x3fff_ffff);
    }

    private static int part(int table, int number) {
        return PARTS + PARTS_A_TABLE * (table - Relation.FIRST_USER_OID) + number;
    }
}

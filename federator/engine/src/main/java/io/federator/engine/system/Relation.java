package io.federator.engine.system;

import io.federator.engine.catalog.FederatedTable;
import java.util.List;
import java.util.Optional;

/**
 * What pg_class lists: a table, view or index.
 *
 * @param kind {@code pg_class.relkind}: r, v or i
 * @param rowType {@code pg_class.reltype}; 0 for an index
 * @param indexes of a table, those of its keys left out
 * @param table the federated table, when this is one and its sources could describe it
 */
record Relation(
        int oid,
        String schema,
        String name,
        char kind,
        int rowType,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        Optional<FederatedTable> table) {
    /** Object identifiers from here on are not PostgreSQL's own. */
    static final int FIRST_USER_OID = 16_384;

    Relation {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    /** One without indexes beside those of its keys. */
    Relation(
            int oid,
            String schema,
            String name,
            char kind,
            int rowType,
            List<Column> columns,
            List<Constraint> constraints,
            Optional<FederatedTable> table) {
        this(oid, schema, name, kind, rowType, columns, constraints, List.of(), table);
    }

    /**
     * An index that is no key: the sources have it, in every place that holds rows of the table.
     *
     * @param columns column numbers of the table
     */
    record Index(int oid, List<Integer> columns) {
        Index {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column; its number is its position counted from 1.
     *
     * @param type OID of the declared type, which may be a domain
     * @param collation OID, 0 when the type has none
     */
    record Column(String name, int type, int modifier, boolean notNull, int collation, int dimensions) {}

    /**
     * A row of pg_constraint that belongs to a table.
     *
     * @param type {@code pg_constraint.contype}: p, u, f or n
     * @param columns column numbers
     * @param index the index that a key has, or that a foreign key refers to; else 0
     * @param target the OID of the table that a foreign key refers to, else 0
     */
    record Constraint(
            int oid,
            String name,
            char type,
            List<Integer> columns,
            int index,
            int target,
            List<Integer> targetColumns) {
        Constraint {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }

        boolean isKey() {
            return type == 'p' || type == 'u';
        }
    }

    boolean isTableOrView() {
        return kind == 'r' || kind == 'v';
    }

    boolean hasIndex() {
        return !indexes.isEmpty() || constraints.stream().anyMatch(Constraint::isKey);
    }

    boolean isOurs() {
        return oid >= FIRST_USER_OID;
    }

    Column column(int number) {
        return columns.get(number - 1);
    }

    List<String> names(List<Integer> numbers) {
        return numbers.stream().map(n -> column(n).name()).toList();
    }
}

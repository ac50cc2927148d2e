package io.federator.engine.system;

import static io.federator.engine.system.Oids.OWNER;

import io.federator.engine.catalog.FederatedTable;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** pg_class, pg_attribute, pg_index, pg_constraint, pg_description: a real server's rows and those of the federated tables. */
final class RelationTables {
    private static final int HEAP = 2;
    private static final int FIRST_XID = 3;
    private static final int BTREE = 403;
    private static final int TEXT = 25;
    private static final int VARCHAR = 1043;
    private static final int ANYARRAY = 2277;
    private static final int PG_CLASS = 1259;

    private final RowSources sources;
    private final Shapes shapes;
    private final SystemTypes types;
    private final String owner;

    private RelationTables(RowSources sources, String owner) {
        this.sources = sources;
        this.shapes = sources.shapes();
        this.types = shapes.types();
        this.owner = owner;
    }

    static void declare(RowSources sources, String owner) {
        RelationTables tables = new RelationTables(sources, owner);
        sources.stable(tables.shapes.pg("pg_class"), tables::classes);
        sources.stable(tables.shapes.pg("pg_attribute"), tables::attributes);
        sources.stable(tables.shapes.pg("pg_index"), tables::indexes);
        sources.stable(tables.shapes.pg("pg_constraint"), tables::constraints);
        sources.stable(tables.shapes.pg("pg_description"), tables::descriptions);
    }

    private List<@Nullable Object[]> classes(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_class");
        List<@Nullable Object[]> rows = new ArrayList<>(sources.statics().rows(shape));
        for (Relation relation : shapes.relations()) {
            if (relation.schema().equals(Shapes.FEDERATOR)) {
                rows.add(relation(shape, snapshot, relation, Set.of()));
            }
        }
        Set<Integer> referenced = new HashSet<>();
        for (Relation relation : snapshot.ours()) {
            relation.constraints().forEach(c -> referenced.add(c.target()));
        }
        for (Relation relation : snapshot.ours()) {
            rows.add(relation(shape, snapshot, relation, referenced));
        }
        return rows;
    }

    private @Nullable Object[] relation(Shape shape, Snapshot snapshot, Relation relation, Set<Integer> referenced) {
        char kind = relation.kind();
        boolean refers = relation.constraints().stream().anyMatch(c -> c.type() == 'f');
        return shape.row()
                .oid("oid", relation.oid())
                .set("relname", relation.name())
                .oid("relnamespace", snapshot.schema(relation.schema()))
                .oid("reltype", relation.rowType())
                .oid("relowner", OWNER)
                .oid("relam", kind == 'r' ? HEAP : kind == 'i' ? BTREE : 0)
                .set("reltuples", kind == 'r' ? rows(relation) : kind == 'i' ? 0f : -1f)
                .set("relhasindex", relation.hasIndex())
                .set("relpersistence", "p")
                .set("relkind", String.valueOf(kind))
                .set("relnatts", relation.columns().size())
                // PostgreSQL keeps foreign keys by triggers, and clients look for foreign keys where there are
                // triggers.
                .set("relhastriggers", refers || referenced.contains(relation.oid()))
                .set("relispopulated", true)
                .oid("relfrozenxid", kind == 'r' ? FIRST_XID : 0)
                .oid("relminmxid", kind == 'r' ? 1 : 0)
                .set("relreplident", kind == 'r' ? "d" : "n")
                .set("relacl", kind == 'r' ? Grants.table(owner) : kind == 'v' ? Grants.view(owner) : null)
                .done();
    }

    private static float rows(Relation relation) {
        return relation.table().map(table -> (float) RowEstimate.of(table)).orElse(-1f);
    }

    private List<@Nullable Object[]> attributes(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_attribute");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            for (int i = 0; i < relation.columns().size(); i++) {
                Relation.Column column = relation.columns().get(i);
                SystemTypes.Type type = types.byOid(column.type());
                rows.add(shape.row()
                        .oid("attrelid", relation.oid())
                        .set("attname", column.name())
                        .oid("atttypid", column.type())
                        .set("attlen", type.length())
                        .set("attnum", i + 1)
                        .set("atttypmod", column.modifier())
                        .set("attndims", column.dimensions())
                        .set("attbyval", type.byValue())
                        .set("attalign", type.align())
                        .set("attstorage", type.storage())
                        .set("attnotnull", column.notNull())
                        .set("attislocal", true)
                        .oid("attcollation", column.collation())
                        .done());
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> indexes(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_index");
        List<@Nullable Object[]> rows = new ArrayList<>(sources.statics().rows(shape));
        Map<Integer, Integer> operatorClasses = operatorClasses(snapshot);
        for (Relation table : snapshot.ours()) {
            for (Relation.Constraint key : table.constraints()) {
                if (key.isKey()) {
                    rows.add(index(shape, table, key.index(), key.columns(), operatorClasses)
                            .set("indisunique", true)
                            .set("indisprimary", key.type() == 'p')
                            .done());
                }
            }
            for (Relation.Index plain : table.indexes()) {
                rows.add(index(shape, table, plain.oid(), plain.columns(), operatorClasses)
                        .done());
            }
        }
        return rows;
    }

    private Shape.Row index(
            Shape shape, Relation table, int oid, List<Integer> numbers, Map<Integer, Integer> operatorClasses) {
        List<Relation.Column> columns = numbers.stream().map(table::column).toList();
        return shape.row()
                .oid("indexrelid", oid)
                .oid("indrelid", table.oid())
                .set("indnatts", columns.size())
                .set("indnkeyatts", columns.size())
                .set("indimmediate", true)
                .set("indisvalid", true)
                .set("indisready", true)
                .set("indislive", true)
                .set("indkey", StaticTables.vector(SqlType.INT2, numbers))
                .set(
                        "indcollation",
                        oidVector(
                                columns.stream().map(Relation.Column::collation).toList()))
                .set(
                        "indclass",
                        oidVector(columns.stream()
                                .map(c -> operatorClass(operatorClasses, c.type()))
                                .toList()))
                .set(
                        "indoption",
                        StaticTables.vector(
                                SqlType.INT2, columns.stream().map(c -> 0).toList()));
    }

    /** The default btree operator class by the type that it is for. */
    private Map<Integer, Integer> operatorClasses(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_opclass");
        Map<Integer, Integer> classes = new HashMap<>();
        for (@Nullable Object[] row : sources.rows(shape, snapshot)) {
            if (Long.valueOf(BTREE).equals(row[shape.position("opcmethod")])
                    && Boolean.TRUE.equals(row[shape.position("opcdefault")])) {
                classes.put(number(row[shape.position("opcintype")]), number(row[shape.position("oid")]));
            }
        }
        return classes;
    }

    private int operatorClass(Map<Integer, Integer> classes, int type) {
        Integer own = classes.get(type == VARCHAR ? TEXT : type);
        if (own != null) {
            return own;
        }
        return types.byOid(type).isArray() ? classes.getOrDefault(ANYARRAY, 0) : 0;
    }

    private List<@Nullable Object[]> constraints(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_constraint");
        List<@Nullable Object[]> rows = new ArrayList<>(sources.statics().rows(shape));
        for (Relation table : snapshot.ours()) {
            for (Relation.Constraint constraint : table.constraints()) {
                boolean reference = constraint.type() == 'f';
                rows.add(shape.row()
                        .oid("oid", constraint.oid())
                        .set("conname", constraint.name())
                        .oid("connamespace", snapshot.schema(table.schema()))
                        .set("contype", String.valueOf(constraint.type()))
                        // Nobody checks that references hold across sources.
                        .set("conenforced", !reference)
                        .set("convalidated", !reference)
                        .oid("conrelid", table.oid())
                        .oid("conindid", constraint.index())
                        .oid("confrelid", constraint.target())
                        .set("confupdtype", reference ? "a" : " ")
                        .set("confdeltype", reference ? "a" : " ")
                        .set("confmatchtype", reference ? "s" : " ")
                        .set("conislocal", true)
                        .set("connoinherit", constraint.type() != 'n')
                        .set("conkey", ArrayValue.of(SqlType.INT2, constraint.columns()))
                        .set("confkey", reference ? ArrayValue.of(SqlType.INT2, constraint.targetColumns()) : null)
                        .done());
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> descriptions(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_description");
        List<@Nullable Object[]> rows = new ArrayList<>(sources.statics().rows(shape));
        for (Relation relation : snapshot.ours()) {
            if (relation.table().isEmpty()) {
                continue;
            }
            FederatedTable table = relation.table().get();
            table.comment().ifPresent(text -> rows.add(comment(shape, relation.oid(), 0, text)));
            for (int i = 0; i < relation.columns().size(); i++) {
                String text = table.comments().get(relation.columns().get(i).name());
                if (text != null) {
                    rows.add(comment(shape, relation.oid(), i + 1, text));
                }
            }
        }
        return rows;
    }

    private static @Nullable Object[] comment(Shape shape, int relation, int column, String text) {
        return shape.row()
                .oid("objoid", relation)
                .oid("classoid", PG_CLASS)
                .set("objsubid", column)
                .set("description", text)
                .done();
    }

    private static ArrayValue oidVector(List<Integer> oids) {
        return StaticTables.vector(
                SqlType.OID, oids.stream().map(Integer::longValue).toList());
    }

    private static int number(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }
}

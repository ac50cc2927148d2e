package io.federator.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.jdbc.dialect.BaseDialect;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;

/**
 * Edge values of every kind in tables here and in PostgreSQL, and the comparison of one expression over them on both
 * sides.
 */
abstract class ExpressionFixture extends AdapterFixture {
    protected final Map<TypeKind, SourceColumn> columns = new EnumMap<>(TypeKind.class);

    protected ExpressionFixture(TestedDatabase tested) {
        super(tested);
    }

    protected BaseDialect dialect() {
        return (BaseDialect) source.dialect();
    }

    /** One table a kind, with the same rows here and there. */
    @BeforeAll
    void fill() throws SQLException {
        for (TypeKind kind : TypeKind.values()) {
            if (EdgeValues.isEmpty(kind)) {
                continue;
            }
            SqlType type = EdgeValues.columnType(kind);
            String nativeType = tested.nativeType(type).orElse(null);
            if (nativeType == null) {
                continue;
            }
            List<Object> values = EdgeValues.of(kind);
            String table = "v_" + kind.typname();
            List<String> statements = new ArrayList<>();
            statements.add("CREATE TABLE " + table + " (id int, x " + nativeType + ")");
            inOracle("create table " + table + " (id int, x " + OracleSql.typeName(type) + ")");
            int id = 0;
            for (@Nullable Object value : nullable(values)) {
                Rendered literal = dialect().literal(type, value);
                if (literal != null) {
                    id++;
                    statements.add("INSERT INTO " + table + " VALUES (" + id + ", " + stored(kind, literal) + ")");
                    inOracle("insert into " + table + " values (" + id + ", " + OracleSql.literal(type, value) + ")");
                }
            }
            server.execute(database, pinned(statements));
            columns.put(kind, sourceColumn(table, "x"));
        }
    }

    /** Statements in a session that reads literals as the adapter writes them. */
    private String[] pinned(List<String> statements) {
        return Stream.concat(tested.sessionStatements().stream(), statements.stream())
                .toArray(String[]::new);
    }

    private String stored(TypeKind kind, Rendered literal) {
        return kind == TypeKind.UUID ? tested.storedUuid(literal.sql()) : literal.sql();
    }

    private static List<@Nullable Object> nullable(List<Object> values) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.add(null);
        return all;
    }

    /** An operand on both sides. */
    protected record Operand(Rendered here, String there) {}

    protected @Nullable Operand column(TypeKind kind, int table) {
        SourceColumn column = columns.get(kind);
        if (column == null) {
            return null;
        }
        Rendered here = dialect().column("t" + table + ".x", column, EdgeValues.columnType(kind));
        return here == null ? null : new Operand(here, "t" + table + ".x");
    }

    protected @Nullable Operand constant(TypeKind kind, @Nullable Object value) {
        Rendered here = dialect().literal(SqlType.of(kind), value);
        return here == null ? null : new Operand(here, OracleSql.literal(SqlType.of(kind), value));
    }

    /** Compares all rows at once, or one by one when something fails. Returns how many comparisons were made. */
    protected int compare(String operation, List<Operand> operands, List<TypeKind> kinds, SqlType result) {
        Rendered call =
                dialect().call(operation, operands.stream().map(Operand::here).toList(), result);
        if (call == null) {
            return 0;
        }
        String output = written(dialect().output(call));
        String oracleCall =
                OracleSql.call(operation, operands.stream().map(Operand::there).toList(), result);
        return compareRows(output, oracleCall, operands, kinds, result);
    }

    private int compareRows(String here, String there, List<Operand> operands, List<TypeKind> kinds, SqlType result) {
        List<Integer> tables = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).here().constant()) {
                tables.add(i);
            }
        }
        StringBuilder from = new StringBuilder();
        StringBuilder ids = new StringBuilder();
        List<SqlType> types = new ArrayList<>();
        for (int table : tables) {
            from.append(from.isEmpty() ? " FROM " : " CROSS JOIN ")
                    .append("v_")
                    .append(kinds.get(table).typname())
                    .append(" t")
                    .append(table);
            ids.append("t").append(table).append(".id, ");
            types.add(SqlType.INT4);
        }
        types.add(result);
        String order = ids.isEmpty() ? "" : " ORDER BY " + ids.substring(0, ids.length() - 2);
        Object oracleRows = oracleOutcome("SELECT " + ids + there + from + order, types);
        Object sourceRows = outcome("SELECT " + ids + here + from + order, types);
        if (oracleRows instanceof List && sourceRows instanceof List) {
            assertThat(sourceRows).as("%s against %s", here, there).isEqualTo(oracleRows);
            return 1;
        }
        if (tables.isEmpty()) {
            assertThat(sourceRows).as("%s against %s", here, there).isEqualTo(oracleRows);
            return 1;
        }
        return compareEach(here, there, from.toString(), tables, result);
    }

    @SuppressWarnings("unchecked")
    private int compareEach(String here, String there, String from, List<Integer> tables, SqlType result) {
        String ids = String.join(
                ", ", tables.stream().map(table -> "t" + table + ".id").toList());
        List<SqlType> types = tables.stream().map(table -> SqlType.INT4).toList();
        var all = (List<List<Object>>) oracleOutcome("SELECT " + ids + from + " ORDER BY " + ids, types);
        for (List<Object> row : all) {
            List<String> conditions = new ArrayList<>();
            for (int i = 0; i < tables.size(); i++) {
                conditions.add("t" + tables.get(i) + ".id = " + row.get(i));
            }
            String where = from + " WHERE " + String.join(" AND ", conditions);
            assertThat(outcome("SELECT " + here + where, List.of(result)))
                    .as("%s against %s, row %s", here, there, row)
                    .isEqualTo(oracleOutcome("SELECT " + there + where, List.of(result)));
        }
        return all.size();
    }
}

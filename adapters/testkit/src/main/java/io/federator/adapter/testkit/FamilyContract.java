package io.federator.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What only MySQL and MariaDB have: unsigned numbers, dates of zeros, and collations that an index must survive. */
public abstract class FamilyContract extends AdapterFixture {
    protected FamilyContract(TestedDatabase tested) {
        super(tested);
    }

    /** Unsigned columns compute below zero, where the database's own unsigned arithmetic would fail. */
    @Test
    void unsigned() {
        server.execute(
                database,
                "CREATE TABLE counts (i int unsigned, b bigint unsigned, d decimal(5,2) unsigned)",
                "INSERT INTO counts VALUES (3, 18446744073709551615, 1.50)");
        SourceDialect dialect = source.dialect();
        Rendered i = column("counts", "i", SqlType.INT8);
        Rendered b = column("counts", "b", SqlType.numeric(20, 0));
        Rendered d = column("counts", "d", SqlType.numeric(5, 2));
        Rendered minusTen = written(dialect.literal(SqlType.INT8, -10L));
        Rendered big = written(dialect.literal(SqlType.NUMERIC, new BigDecimal("99999999999999999999")));
        assertThat(value(dialect.call("+", List.of(i, minusTen), SqlType.INT8), "counts"))
                .isEqualTo(-7L);
        assertThat(value(dialect.call("*", List.of(i, minusTen), SqlType.INT8), "counts"))
                .isEqualTo(-30L);
        assertThat(value(dialect.call("-", List.of(b, big), SqlType.NUMERIC), "counts"))
                .isEqualTo(new BigDecimal("-81553255926290448384"));
        assertThat(value(dialect.call("-", List.of(d, big), SqlType.NUMERIC), "counts"))
                .isEqualTo(new BigDecimal("-99999999999999999997.50"));
        Rendered either = written(dialect.call("coalesce", List.of(i, minusTen), SqlType.INT8));
        assertThat(value(dialect.call("+", List.of(either, minusTen), SqlType.INT8), "counts"))
                .isEqualTo(-7L);
        Rendered sum = written(dialect.aggregate("sum", false, List.of(b), null, SqlType.NUMERIC));
        assertThat(value(dialect.call("-", List.of(sum, big), SqlType.NUMERIC), "counts"))
                .isEqualTo(new BigDecimal("-81553255926290448384"));
        assertThat(value(dialect.call("<", List.of(b, big), SqlType.BOOL), "counts"))
                .isEqualTo(true);
    }

    private Rendered column(String table, String name, SqlType type) {
        return written(source.dialect().column("t." + name, sourceColumn(table, name), type));
    }

    private Object value(@Nullable Rendered rendered, String table) {
        Rendered expression = written(rendered);
        String sql = "SELECT " + source.dialect().output(expression) + " FROM " + table + " t";
        return written(rows(sql, List.of(expression.type())).getFirst().getFirst());
    }

    /** With the option a date of zeros is NULL, fetched or compared. */
    @Test
    void zeroDatesAsNull() {
        server.execute(
                database,
                "SET SESSION sql_mode = ''",
                "CREATE TABLE zeros (id int, d date, t datetime)",
                "INSERT INTO zeros VALUES (1, '0000-00-00', '0000-00-00 00:00:00'), (2, '2024-01-02', '2024-01-02"
                        + " 03:04:05')");
        try (Source lenient = tested.adapter().open(settings(server, database, 2, Map.of("zero-dates", "null")))) {
            SourceDialect dialect = lenient.dialect();
            SourceColumn column = sourceColumn("zeros", "d");
            Rendered raw = new Rendered("t.d", SqlType.DATE, -1, -1, column.collation(), column, false);
            Rendered isNull = written(dialect.call(
                    "is null", List.of(written(dialect.column("t.d", column, SqlType.DATE))), SqlType.BOOL));
            String sql = "SELECT t.id, " + dialect.output(raw) + " FROM zeros t WHERE " + isNull.sql();
            LeafStatement leaf = new LeafStatement(sql, List.of(SqlType.INT4, SqlType.DATE), List.of(), 0);
            try (RowCursor cursor = lenient.query(leaf, QueryScope.uncancellable())) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.get(0)).isEqualTo(1);
                assertThat(cursor.isNull(1)).isTrue();
                assertThat(cursor.next()).isFalse();
            }
        }
    }

    /** The exact form of an equality still finds its rows through the column's index. */
    @Test
    void equalityUsesTheIndex() throws SQLException {
        List<String> types = List.of(
                "varchar(40) character set utf8mb4 collate utf8mb4_unicode_ci",
                "varchar(40) character set latin1",
                "char(36)");
        for (int i = 0; i < types.size(); i++) {
            String table = "indexed" + i;
            server.execute(
                    database,
                    "CREATE TABLE " + table + " (id int, x " + types.get(i) + ", KEY by_x (x))",
                    "INSERT INTO " + table + " SELECT n, CONCAT('k', n) FROM (" + tested.manyRows(2_000) + ") AS many",
                    tested.analyze(table));
            SourceDialect dialect = source.dialect();
            Rendered x = column(table, "x", SqlType.TEXT);
            Rendered k5 = written(dialect.literal(SqlType.TEXT, "k5"));
            Rendered k6 = written(dialect.literal(SqlType.TEXT, "k6"));
            assertIndexed(table, written(dialect.call("=", List.of(x, k5), SqlType.BOOL)));
            assertIndexed(table, written(dialect.call("in", List.of(x, k5, k6), SqlType.BOOL)));
            Rendered pattern = written(dialect.literal(SqlType.TEXT, "k19%"));
            assertIndexed(table, written(dialect.call("~~", List.of(x, pattern), SqlType.BOOL)));
        }
    }

    private void assertIndexed(String table, Rendered condition) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery(
                        "EXPLAIN FORMAT=JSON SELECT t.id FROM " + table + " t WHERE " + condition.sql())) {
            assertThat(plan.next()).isTrue();
            assertThat(plan.getString(1))
                    .as(condition.sql())
                    .containsAnyOf("\"key\": \"by_x\"", "\"index_name\": \"by_x\"");
        }
    }
}

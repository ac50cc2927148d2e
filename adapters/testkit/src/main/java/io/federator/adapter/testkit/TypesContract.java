package io.federator.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.adapter.jdbc.text.ValueText;
import io.federator.adapter.testkit.TestedDatabase.TypeCase;
import io.federator.adapter.testkit.TestedDatabase.ValueCase;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableName;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types: discovery, reading, and values sent as constants and as arguments. */
public abstract class TypesContract extends AdapterFixture {
    private final AtomicInteger tables = new AtomicInteger();

    protected TypesContract(TestedDatabase tested) {
        super(tested);
    }

    Stream<TypeCase> types() {
        return tested.typeCases().stream();
    }

    @ParameterizedTest
    @MethodSource
    void types(TypeCase type) {
        String table = "t" + tables.incrementAndGet();
        server.execute(database, "CREATE TABLE " + table + " (id int, x " + type.declaration() + ")");
        SourceColumn column = sourceColumn(table, "x");
        assertThat(column.type()).isEqualTo(type.type());
        type.define()
                .ifPresent(defined -> assertThat(column.alternatives().stream().map(SqlType::bare))
                        .contains(defined.bare()));
        int id = 0;
        for (ValueCase value : type.values()) {
            id++;
            List<String> statements = new ArrayList<>(tested.insertionStatements());
            statements.add("INSERT INTO " + table + " VALUES (" + id + ", " + value.sql() + ")");
            server.execute(database, statements.toArray(String[]::new));
            check(type, value, column, table, id);
        }
    }

    private void check(TypeCase type, ValueCase value, SourceColumn column, String table, int id) {
        SourceDialect dialect = source.dialect();
        SqlType wanted = type.wanted();
        Rendered raw =
                new Rendered("t.x", wanted, wanted.precision(), wanted.scale(), column.collation(), column, false);
        String sql = "SELECT " + dialect.output(raw) + " FROM " + table + " t WHERE t.id = " + id;
        if (!value.error().isEmpty()) {
            assertThatThrownBy(() -> rows(sql, List.of(wanted))).isInstanceOfSatisfying(SqlException.class, e -> {
                assertThat(e.state().code()).isEqualTo(value.error());
                assertThat(e.source()).isEqualTo("tested");
                assertThat(e.detail()).contains("Column");
            });
            return;
        }
        Object read = rows(sql, List.of(wanted)).getFirst().getFirst();
        String expected = value.text();
        assertThat(read == null ? null : ValueText.format(wanted, read))
                .as(value.sql())
                .isEqualTo(expected);
        if (read != null) {
            assertThat(read)
                    .isInstanceOf(
                            ValueText.parse(wanted, String.valueOf(expected)).getClass());
            found(type, read, column, table, id);
        }
    }

    /** The row is found by its value, both as a constant and as an argument, wherever the dialect can write that. */
    private void found(TypeCase type, Object value, SourceColumn column, String table, int id) {
        SourceDialect dialect = source.dialect();
        SqlType wanted = type.wanted();
        Rendered here = dialect.column("t.x", column, wanted);
        Rendered literal = dialect.literal(wanted, value);
        Rendered parameter = dialect.parameter(wanted);
        Rendered byLiteral =
                here == null || literal == null ? null : dialect.call("=", List.of(here, literal), SqlType.BOOL);
        Rendered byParameter =
                here == null || parameter == null ? null : dialect.call("=", List.of(here, parameter), SqlType.BOOL);
        String select = "SELECT t.id FROM " + table + " t WHERE t.id = " + id + " AND ";
        if (byLiteral != null) {
            assertThat(rows(select + byLiteral.sql(), List.of(SqlType.INT4)))
                    .as(byLiteral.sql())
                    .hasSize(1);
        }
        if (byParameter != null) {
            long placeholders = byParameter.sql().chars().filter(c -> c == '?').count();
            Argument[] arguments = new Argument[(int) placeholders];
            Arrays.fill(arguments, new Argument(wanted, value));
            assertThat(rows(select + byParameter.sql(), List.of(SqlType.INT4), arguments))
                    .as(byParameter.sql())
                    .hasSize(1);
        }
        String output = literal == null ? null : dialect.output(literal);
        if (output != null && type.define().isEmpty()) {
            assertThat(ValueText.format(
                            wanted,
                            rows("SELECT " + output, List.of(wanted)).getFirst().getFirst()))
                    .as(output)
                    .isEqualTo(ValueText.format(wanted, value));
        }
    }

    @Test
    void discovery() {
        SourceDialect dialect = source.dialect();
        String table = dialect.table(new TableName(Optional.empty(), "Odd table"));
        String a = dialect.quote("a");
        String b = dialect.quote("B b");
        String c = dialect.quote("c");
        server.execute(
                database,
                "CREATE TABLE " + table + " (" + a + " int NOT NULL, " + b + " int NOT NULL, " + c
                        + " int, PRIMARY KEY (" + b + ", " + a + "), UNIQUE (" + c + "))",
                "CREATE INDEX odd_index ON " + table + " (" + c + ", " + a + ")");
        TableDescription description = source.describe(new TableName(Optional.empty(), "Odd table"));
        assertThat(description.columns()).extracting(SourceColumn::name).containsExactly("a", "B b", "c");
        assertThat(description.columns()).extracting(SourceColumn::notNull).containsExactly(true, true, false);
        assertThat(description.primaryKey()).containsExactly("B b", "a");
        assertThat(description.uniqueKeys()).containsExactly(List.of("c"));
        assertThat(description.indexes())
                .extracting(TableDescription.Index::columns)
                .contains(List.of("c", "a"));
        assertThatThrownBy(() -> source.describe(new TableName(Optional.empty(), "nowhere")))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.state().code()).isEqualTo("42P01"));
    }

    @Test
    void statistics() {
        server.execute(
                database,
                "CREATE TABLE counted (id int PRIMARY KEY, n int)",
                "INSERT INTO counted SELECT n, n FROM (" + tested.manyRows(500) + ") AS many",
                tested.analyze("counted"));
        var statistics = source.statistics(new TableName(Optional.empty(), "counted"));
        assertThat(statistics.rows()).isBetween(450.0, 550.0);
        assertThat(statistics.columns().get("id")).isNotNull().satisfies(id -> {
            assertThat(id.min()).isEqualTo(1);
            assertThat(id.max()).isEqualTo(500);
        });
    }
}

package io.federator.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text compares by code point whatever the column's collation, and constants are taken letter by letter. */
public abstract class TextContract extends AdapterFixture {
    private static final List<String> TEXTS = List.of(
            "a",
            "A",
            "á",
            "a ",
            "a\u0301",
            "b",
            "",
            " ",
            "aa",
            "ab",
            "a\tb",
            "ß",
            "ss",
            "z",
            "Z",
            "😀",
            "\uFFFD",
            "日本",
            "\\",
            "\\'",
            "'",
            "''",
            "\"",
            "%",
            "_",
            "a%",
            "\n",
            "?",
            ":x",
            "{d '2020-01-01'}",
            "--",
            "/*",
            "$1",
            "ä",
            "Ä",
            "ﬀ",
            "ff",
            "０",
            "0",
            "\u0001");
    private final AtomicInteger tables = new AtomicInteger();

    protected TextContract(TestedDatabase tested) {
        super(tested);
    }

    Stream<String> collations() {
        return tested.textTypes().stream();
    }

    private String fill(String declaration) {
        String table = "text" + tables.incrementAndGet();
        List<String> statements = new ArrayList<>(tested.sessionStatements());
        statements.add("CREATE TABLE " + table + " (id int, x " + declaration + ", y " + declaration + ")");
        for (int i = 0; i < TEXTS.size(); i++) {
            String literal = written(source.dialect().literal(SqlType.TEXT, TEXTS.get(i)))
                    .sql();
            statements.add("INSERT INTO " + table + " VALUES (" + i + ", " + literal + ", " + literal + ")");
        }
        server.execute(database, statements.toArray(String[]::new));
        return table;
    }

    @ParameterizedTest
    @MethodSource
    void collations(String declaration) {
        String table = fill(declaration);
        SourceDialect dialect = source.dialect();
        SourceColumn description = sourceColumn(table, "x");
        Rendered column = written(dialect.column("t.x", description, SqlType.TEXT));
        List<String> sorted = TEXTS.stream().sorted(TextContract::byCodePoint).toList();
        Rendered order = written(dialect.key(column, KeyUse.ORDER));
        assertThat(texts("SELECT t.x FROM " + table + " t ORDER BY " + dialect.orderItem(order.sql(), false, false)))
                .isEqualTo(sorted);
        Rendered equality = written(dialect.key(column, KeyUse.EQUALITY));
        assertThat(texts("SELECT " + equality.sql() + " FROM " + table + " t GROUP BY " + equality.sql()))
                .containsExactlyInAnyOrderElementsOf(TEXTS);
        for (String text : TEXTS) {
            Rendered literal = written(dialect.literal(SqlType.TEXT, text));
            assertThat(matches(table, written(dialect.call("=", List.of(column, literal), SqlType.BOOL))))
                    .as("= %s", literal)
                    .containsExactly(text);
            assertThat(matches(table, written(dialect.call("in", List.of(column, literal, literal), SqlType.BOOL))))
                    .as("in %s", literal)
                    .containsExactly(text);
            assertThat(matches(table, written(dialect.call("<", List.of(column, literal), SqlType.BOOL))))
                    .as("< %s", literal)
                    .containsExactlyInAnyOrderElementsOf(sorted.subList(0, sorted.indexOf(text)));
            assertThat(matches(table, written(dialect.call("<>", List.of(column, literal), SqlType.BOOL))))
                    .as("<> %s", literal)
                    .hasSize(TEXTS.size() - 1)
                    .doesNotContain(text);
            Rendered byArgument =
                    written(dialect.call("=", List.of(column, written(dialect.parameter(SqlType.TEXT))), SqlType.BOOL));
            Argument[] arguments = new Argument
                    [(int) byArgument.sql().chars().filter(c -> c == '?').count()];
            Arrays.fill(arguments, new Argument(SqlType.TEXT, text));
            assertThat(rows(
                            "SELECT t.x FROM " + table + " t WHERE " + byArgument.sql(),
                            List.of(SqlType.TEXT),
                            arguments))
                    .as("argument %s", text)
                    .containsExactly(List.of(text));
            assertThat(texts("SELECT " + dialect.output(literal))).containsExactly(text);
        }
        Rendered other = written(dialect.column("u.y", sourceColumn(table, "y"), SqlType.TEXT));
        Rendered join = written(dialect.call("=", List.of(column, other), SqlType.BOOL));
        assertThat(texts("SELECT t.x FROM " + table + " t JOIN " + table + " u ON " + join.sql()))
                .containsExactlyInAnyOrderElementsOf(TEXTS);
    }

    /** Columns of different collations can be compared with each other. */
    @ParameterizedTest
    @MethodSource("collations")
    void mixedCollations(String declaration) {
        String left = fill(declaration);
        String right = fill(tested.textTypes().getFirst());
        SourceDialect dialect = source.dialect();
        Rendered leftColumn = written(dialect.column("t.x", sourceColumn(left, "x"), SqlType.TEXT));
        Rendered rightColumn = written(dialect.column("u.x", sourceColumn(right, "x"), SqlType.TEXT));
        Rendered equal = written(dialect.call("=", List.of(leftColumn, rightColumn), SqlType.BOOL));
        assertThat(texts("SELECT t.x FROM " + left + " t JOIN " + right + " u ON " + equal.sql()))
                .containsExactlyInAnyOrderElementsOf(TEXTS);
        Rendered coalesce = written(dialect.call("coalesce", List.of(leftColumn, rightColumn), SqlType.TEXT));
        assertThat(texts("SELECT " + dialect.output(coalesce) + " FROM " + left + " t JOIN " + right
                        + " u ON t.id = u.id"))
                .containsExactlyInAnyOrderElementsOf(TEXTS);
    }

    private List<String> matches(String table, Rendered condition) {
        return texts("SELECT t.x FROM " + table + " t WHERE " + condition.sql());
    }

    private List<String> texts(String sql) {
        return rows(sql, List.of(SqlType.TEXT)).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    private static int byCodePoint(String left, String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    }
}

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
import java.util.regex.Pattern;
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
            "\u0001",
            "a  ",
            "A ",
            "\u200b",
            "a\u200bb",
            "ſ",
            "s",
            "ı",
            "i",
            "İ",
            "I",
            "\u212A",
            "k",
            "K",
            "\u212B",
            "Å",
            "é",
            "e\u0301",
            "æ",
            "ae",
            "ñ",
            "ａ",
            "①",
            "1",
            "10",
            "2",
            "σ",
            "ς");
    private final AtomicInteger tables = new AtomicInteger();

    protected TextContract(TestedDatabase tested) {
        super(tested);
    }

    Stream<String> collations() {
        return tested.textTypes().stream();
    }

    private List<String> held(String declaration) {
        return TEXTS.stream().filter(text -> tested.holds(declaration, text)).toList();
    }

    private String fill(String declaration) {
        String table = "text" + tables.incrementAndGet();
        List<String> statements = new ArrayList<>(tested.sessionStatements());
        statements.add("CREATE TABLE " + table + " (id int, x " + declaration + ", y " + declaration + ")");
        List<String> held = held(declaration);
        for (int i = 0; i < held.size(); i++) {
            String literal =
                    written(source.dialect().literal(SqlType.TEXT, held.get(i))).sql();
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
        List<String> held = held(declaration);
        List<String> sorted = held.stream().sorted(TextContract::byCodePoint).toList();
        Rendered order = written(dialect.key(column, KeyUse.ORDER));
        assertThat(texts("SELECT t.x FROM " + table + " t ORDER BY " + dialect.orderItem(order.sql(), false, false)))
                .isEqualTo(sorted);
        Rendered equality = written(dialect.key(column, KeyUse.EQUALITY));
        assertThat(texts("SELECT " + equality.sql() + " FROM " + table + " t GROUP BY " + equality.sql()))
                .containsExactlyInAnyOrderElementsOf(held);
        extremes(table, column, sorted);
        for (String text : TEXTS) {
            List<String> same = held.contains(text) ? List.of(text) : List.of();
            Rendered literal = written(dialect.literal(SqlType.TEXT, text));
            assertThat(matches(table, written(dialect.call("=", List.of(column, literal), SqlType.BOOL))))
                    .as("= %s", literal)
                    .isEqualTo(same);
            assertThat(matches(table, written(dialect.call("in", List.of(column, literal, literal), SqlType.BOOL))))
                    .as("in %s", literal)
                    .isEqualTo(same);
            assertThat(matches(table, written(dialect.call("<", List.of(column, literal), SqlType.BOOL))))
                    .as("< %s", literal)
                    .containsExactlyInAnyOrderElementsOf(sorted.stream()
                            .filter(other -> byCodePoint(other, text) < 0)
                            .toList());
            assertThat(matches(table, written(dialect.call("<>", List.of(column, literal), SqlType.BOOL))))
                    .as("<> %s", literal)
                    .hasSize(held.size() - same.size())
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
                    .isEqualTo(same.stream().map(List::<Object>of).toList());
            assertThat(texts("SELECT " + dialect.output(literal))).containsExactly(text);
        }
        Rendered other = written(dialect.column("u.y", sourceColumn(table, "y"), SqlType.TEXT));
        Rendered join = written(dialect.call("=", List.of(column, other), SqlType.BOOL));
        assertThat(texts("SELECT t.x FROM " + table + " t JOIN " + table + " u ON " + join.sql()))
                .containsExactlyInAnyOrderElementsOf(held);
    }

    private void extremes(String table, Rendered column, List<String> sorted) {
        for (String name : List.of("min", "max")) {
            Rendered extreme = source.dialect().aggregate(name, false, List.of(column), null, SqlType.TEXT);
            if (extreme != null) {
                assertThat(texts("SELECT " + source.dialect().output(extreme) + " FROM " + table + " t"))
                        .as(name)
                        .containsExactly(name.equals("min") ? sorted.getFirst() : sorted.getLast());
            }
        }
        Rendered count = written(source.dialect().aggregate("count", true, List.of(column), null, SqlType.INT8));
        assertThat(rows("SELECT " + count.sql() + " FROM " + table + " t", List.of(SqlType.INT8)))
                .containsExactly(List.of((long) sorted.size()));
        for (String pattern : List.of("a%", "_", "%b", "%\\%%", "A_", "k", "")) {
            Rendered literal = written(source.dialect().literal(SqlType.TEXT, pattern));
            Rendered like = source.dialect().call("~~", List.of(column, literal), SqlType.BOOL);
            if (like != null) {
                assertThat(matches(table, like))
                        .as("like %s", pattern)
                        .containsExactlyInAnyOrderElementsOf(sorted.stream()
                                .filter(text -> isLike(text, pattern))
                                .toList());
            }
        }
    }

    private static boolean isLike(String text, String pattern) {
        String regex = switch (pattern) {
            case "a%" -> "a.*";
            case "_" -> ".";
            case "%b" -> ".*b";
            case "%\\%%" -> ".*%.*";
            case "A_" -> "A.";
            default -> pattern;
        };
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }

    /** Columns of different collations can be compared with each other. */
    @ParameterizedTest
    @MethodSource("collations")
    void mixedCollations(String declaration) {
        String left = fill(declaration);
        String right = fill(tested.textTypes().getFirst());
        List<String> held = held(declaration);
        SourceDialect dialect = source.dialect();
        Rendered leftColumn = written(dialect.column("t.x", sourceColumn(left, "x"), SqlType.TEXT));
        Rendered rightColumn = written(dialect.column("u.x", sourceColumn(right, "x"), SqlType.TEXT));
        Rendered equal = written(dialect.call("=", List.of(leftColumn, rightColumn), SqlType.BOOL));
        assertThat(texts("SELECT t.x FROM " + left + " t JOIN " + right + " u ON " + equal.sql()))
                .containsExactlyInAnyOrderElementsOf(held);
        Rendered coalesce = written(dialect.call("coalesce", List.of(leftColumn, rightColumn), SqlType.TEXT));
        assertThat(texts("SELECT " + dialect.output(coalesce) + " FROM " + left + " t JOIN " + right
                        + " u ON t.id = u.id"))
                .containsExactlyInAnyOrderElementsOf(held);
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

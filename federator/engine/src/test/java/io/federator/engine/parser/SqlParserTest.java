package io.federator.engine.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.TypeName;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParserTest {
    static List<String> accepted() {
        return TestLines.of("accepted.sql");
    }

    static List<String> psql() {
        return TestLines.of("psql.sql");
    }

    static List<String> tpch() {
        return TestLines.of("tpch.sql");
    }

    static List<String> rejected() {
        return TestLines.of("rejected.txt");
    }

    static List<List<String>> expressions() {
        return TestLines.pairs("expressions.txt");
    }

    static List<List<String>> statements() {
        return TestLines.pairs("statements.txt");
    }

    /** All of these pass PostgreSQL's grammar. */
    @ParameterizedTest
    @MethodSource("accepted")
    void acceptsWhatPostgreSqlAccepts(String sql) {
        assertThat(SqlParser.parseScript(sql)).isNotEmpty();
    }

    /** What psql asks for its backslash commands. */
    @ParameterizedTest
    @MethodSource("psql")
    void acceptsTheQueriesOfPsql(String sql) {
        assertThat(SqlParser.parseScript(sql)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("tpch")
    void acceptsTheQueriesOfTpcH(String sql) {
        assertThat(SqlParser.parseScript(sql)).hasSize(1);
    }

    /** Lines of SQLSTATE, position, message and statement, as PostgreSQL 18 answered. */
    @ParameterizedTest
    @MethodSource("rejected")
    void raisesTheErrorsOfPostgreSql(String line) {
        List<String> fields = List.of(line.split("\\|", 4));
        String sql = TestLines.unescape(fields.get(3));
        SqlException error = catchThrowableOfType(SqlException.class, () -> SqlParser.parseScript(sql));
        assertThat(error).isNotNull();
        assertThat(List.of(error.state().code(), String.valueOf(error.position()), error.text()))
                .containsExactly(fields.get(0), fields.get(1), TestLines.unescape(fields.get(2)));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void buildsExpressions(List<String> pair) {
        assertThat(TreePrinter.print(SqlParser.parseExpression(pair.getFirst())))
                .isEqualTo(pair.getLast());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void buildsStatements(List<String> pair) {
        Statement statement = SqlParser.parseScript(pair.getFirst()).getFirst().statement();
        assertThat(TreePrinter.print(statement)).isEqualTo(pair.getLast());
    }

    @Test
    void splitsScripts() {
        List<ParsedStatement> script = SqlParser.parseScript("; select '😀;', $2 ;; /* ; */ commit -- ;\n;");
        assertThat(script).extracting(ParsedStatement::text).containsExactly("select '😀;', $2", "commit");
        assertThat(script).extracting(ParsedStatement::offset).containsExactly(2, 29);
        assertThat(script).extracting(ParsedStatement::parameterCount).containsExactly(2, 0);
        assertThat(script.getLast().statement().position()).isEqualTo(30);
    }

    @Test
    void findsNoStatementInBlanks() {
        assertThat(SqlParser.parseScript(" ; -- nothing\n ;")).isEmpty();
    }

    @Test
    void parsesTypes() {
        assertThat(TreePrinter.print(SqlParser.parseTypeName("numeric(10, 2)[]")))
                .isEqualTo("(TypeName pg_catalog.numeric [(IntegerLiteral 10) (IntegerLiteral 2)] [?])");
        assertThat(SqlParser.parseTypeName("interval day to minute").intervalFields())
                .isEqualTo(TypeName.IntervalFields.DAY_TO_MINUTE);
        assertThatThrownBy(() -> SqlParser.parseTypeName("int, int"))
                .isInstanceOf(SqlException.class)
                .hasMessage("syntax error at or near \",\"");
    }

    @ParameterizedTest
    @CsvSource({
        "a + b, 3, 1",
        "(a + b) * c, 9, 2",
        "f(a), 1, 1",
        "a at time zone 'utc', 3, 1",
        "a.b is null, 5, 1",
        "- a, 1, 1",
        "a::int, 2, 1",
        "date 'x', 6, 6",
        "a[1], 1, 1"
    })
    void placesExpressions(String sql, int position, int start) {
        Expression expression = SqlParser.parseExpression(sql);
        assertThat(expression.position()).isEqualTo(position);
        assertThat(expression.start()).isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "- ", "f(", "case when ", "array[", "(select ", "not "})
    void limitsNesting(String opening) {
        assertThatThrownBy(() -> SqlParser.parseScript("select " + opening.repeat(100_000)))
                .isInstanceOfSatisfying(
                        SqlException.class,
                        error -> assertThat(error.state()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX));
    }

    @ParameterizedTest
    @ValueSource(strings = {" + 1", " union select 1", " - 1"})
    void limitsChains(String link) {
        assertThat(SqlParser.parseScript("select 1" + link.repeat(TokenStream.MAX_CHAIN)))
                .hasSize(1);
        assertThatThrownBy(() -> SqlParser.parseScript("select 1" + link.repeat(TokenStream.MAX_CHAIN + 1)))
                .isInstanceOfSatisfying(
                        SqlException.class,
                        error -> assertThat(error.state()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX));
    }

    @Test
    void readsConditionsOfAnyLength() {
        assertThat(SqlParser.parseScript("select true" + " and true".repeat(50_000)))
                .hasSize(1);
        assertThat(SqlParser.parseScript("select 1 in (1" + ", 1".repeat(50_000) + ")"))
                .hasSize(1);
    }

    @Test
    void cutsNamesAtSixtyThreeBytes() {
        assertThat(TreePrinter.print(SqlParser.parseExpression("x".repeat(70))))
                .isEqualTo("(ColumnRef ['" + "x".repeat(63) + "'])");
        assertThat(TreePrinter.print(SqlParser.parseExpression("\"" + "é".repeat(40) + "\"")))
                .isEqualTo("(ColumnRef ['" + "é".repeat(31) + "'])");
    }

    @Test
    void foldsAsciiOnly() {
        assertThat(TreePrinter.print(SqlParser.parseExpression("ABÄ.\"Cd\""))).isEqualTo("(ColumnRef ['abÄ' 'Cd'])");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select xmlelement(name a)           | XMLELEMENT is not supported   | 8",
                "select 1 into t                     | SELECT INTO is not supported  | 10",
                "select a is document                | IS DOCUMENT is not supported  | 10",
                "select a::t%type                    | %TYPE is not supported        | 12",
            })
    void refusesWhatItDoesNotKnow(String sql, String message, int position) {
        assertThatThrownBy(() -> SqlParser.parseScript(sql)).isInstanceOfSatisfying(SqlException.class, error -> {
            assertThat(error.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
            assertThat(error.text()).isEqualTo(message);
            assertThat(error.position()).isEqualTo(position);
        });
    }

    @Test
    void prefersASyntaxErrorToARefusal() {
        assertThatThrownBy(() -> SqlParser.parseScript("select xmlconcat(a); select from from"))
                .hasMessage("syntax error at or near \"from\"");
    }
}

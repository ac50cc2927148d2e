package io.federator.engine.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.engine.parser.ast.Expression;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnNamesTest {
    static List<String> names() {
        return TestLines.of("columnNames.txt");
    }

    /** Lines of an expression and the name that PostgreSQL 18 gives its column. */
    @ParameterizedTest
    @MethodSource("names")
    void namesColumnsLikePostgreSql(String line) {
        List<String> fields = List.of(line.split(" => ", 2));
        Expression expression = SqlParser.parseExpression(fields.getFirst());
        assertThat(ColumnNames.of(expression)).isEqualTo(fields.getLast());
    }

    @Test
    void asksForTheNameOfASubquery() {
        Expression expression = SqlParser.parseExpression("(select * from t)::text");
        assertThat(ColumnNames.of(expression, query -> "a")).isEqualTo("a");
        assertThat(ColumnNames.of(expression)).isEqualTo(ColumnNames.UNKNOWN);
    }
}

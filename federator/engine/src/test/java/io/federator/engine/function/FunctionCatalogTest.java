package io.federator.engine.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.federator.engine.format.TextFormat;
import io.federator.spi.error.SqlException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every line of {@code expressions.tsv} is an expression and what PostgreSQL 18 answers: type and text, or SQLSTATE. */
class FunctionCatalogTest {
    private static final FunctionCatalog CATALOG = FunctionCatalog.postgresql();

    @TestFactory
    Stream<DynamicTest> answersAsPostgresql() throws IOException {
        return cases().stream().map(fields -> dynamicTest(fields[0], () -> assertThat(answer(fields[0]))
                .isEqualTo(String.join("\t", List.of(fields).subList(1, fields.length)))));
    }

    @Test
    void implementsOnlyWhatPostgresqlHas() {
        assertThat(CATALOG.misdeclared()).isEmpty();
    }

    static String answer(String expression) {
        try {
            ConstantExpression.Typed result =
                    new ConstantExpression(CATALOG, TestContext.UTC, expression).evaluate();
            String value =
                    result.value() == null ? "NULL" : TextFormat.print(result.type(), result.value(), TestContext.UTC);
            return result.type().bare() + "\t" + escaped(value);
        } catch (SqlException e) {
            return "error\t" + e.state().code() + "\t" + escaped(e.text());
        }
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
    }

    private static List<String[]> cases() throws IOException {
        List<String[]> cases = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FunctionCatalogTest.class.getResourceAsStream("expressions.tsv")),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    cases.add(line.split("\t", -1));
                }
            }
        }
        return cases;
    }
}

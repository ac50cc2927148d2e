package io.federator.engine.function;

import io.federator.engine.format.TextFormat;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables of what PostgreSQL answers, and our answers in the same form. */
final class ExpectedAnswers {
    static final FunctionCatalog CATALOG = FunctionCatalog.postgresql();

    private ExpectedAnswers() {}

    /** The lines of a resource beside this class, split at tabs; comments are left out. */
    static List<String[]> lines(String resource) {
        List<String[]> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ExpectedAnswers.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line.split("\t", -1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** The fields of a line from one on, as one text. */
    static String expected(String[] line, int from) {
        return String.join("\t", List.of(line).subList(from, line.length));
    }

    static String ofExpression(String expression, TestContext context) {
        return of(() -> {
            ConstantExpression.Typed result = new ConstantExpression(CATALOG, context, expression).evaluate();
            return describe(result.type(), result.value(), context);
        });
    }

    static String of(Supplier<String> answer) {
        try {
            return answer.get();
        } catch (SqlException e) {
            return "error\t" + e.state().code() + "\t" + escaped(e.text());
        }
    }

    static String describe(SqlType type, @Nullable Object value, TestContext context) {
        return type.bare() + "\t" + (value == null ? "NULL" : escaped(TextFormat.print(type, value, context)));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
    }
}

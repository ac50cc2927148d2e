package io.federator.engine.explain;

import io.federator.engine.parser.ast.Statement;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The options of an EXPLAIN. Those of PostgreSQL that say nothing about a federated plan are accepted and change nothing. */
public record ExplainOptions(boolean analyze, boolean verbose, boolean json) {
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("costs", "settings", "generic_plan", "buffers", "serialize", "wal", "timing", "summary", "memory");

    public static ExplainOptions of(List<Statement.Option> options) {
        boolean analyze = false;
        boolean verbose = false;
        boolean json = false;
        for (Statement.Option option : options) {
            String value = option.values().isEmpty()
                    ? "on"
                    : option.values().getFirst().toLowerCase(Locale.ROOT);
            switch (option.name()) {
                case "analyze" -> analyze = isOn(option, value);
                case "verbose" -> verbose = isOn(option, value);
                case "format" ->
                    json = switch (value) {
                        case "json" -> true;
                        case "text" -> false;
                        default ->
                            throw new SqlException(
                                            value.equals("xml") || value.equals("yaml")
                                                    ? SqlState.FEATURE_NOT_SUPPORTED
                                                    : SqlState.INVALID_PARAMETER_VALUE,
                                            "unrecognized value for EXPLAIN option \"format\": \"" + value + "\"")
                                    .at(option.position());
                    };
                default -> {
                    if (!WITHOUT_EFFECT.contains(option.name())) {
                        throw new SqlException(
                                        SqlState.SYNTAX_ERROR, "unrecognized EXPLAIN option \"" + option.name() + "\"")
                                .at(option.position());
                    }
                }
            }
        }
        return new ExplainOptions(analyze, verbose, json);
    }

    private static boolean isOn(Statement.Option option, String value) {
        return switch (value) {
            case "on", "true", "1" -> true;
            case "off", "false", "0" -> false;
            default ->
                throw new SqlException(SqlState.SYNTAX_ERROR, option.name() + " requires a Boolean value")
                        .at(option.position());
        };
    }
}

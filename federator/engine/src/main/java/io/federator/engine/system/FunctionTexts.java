package io.federator.engine.system;

import io.federator.engine.names.ObjectNames;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result and the parameters of a function of pg_proc as SQL text. Safe for any thread. */
final class FunctionTexts {
    private final RowSources sources;
    private final Shape shape;
    private volatile @Nullable Map<Long, @Nullable Object[]> rows;
    private volatile @Nullable Map<Long, Integer> direct;

    FunctionTexts(RowSources sources) {
        this.sources = sources;
        this.shape = sources.shapes().pg("pg_proc");
    }

    /** Empty for a procedure and for an unknown function. */
    Optional<String> result(long oid) {
        @Nullable Object[] row = rows().get(oid);
        if (row == null || "p".equals(row[shape.position("prokind")])) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        for (Parameter parameter : parameters(row)) {
            if (parameter.mode.equals("t")) {
                columns.add(named(parameter));
            }
        }
        if (!columns.isEmpty()) {
            return Optional.of("TABLE(" + String.join(", ", columns) + ")");
        }
        String set = Boolean.TRUE.equals(row[shape.position("proretset")]) ? "SETOF " : "";
        return Optional.of(set + type(row[shape.position("prorettype")]));
    }

    Optional<String> arguments(long oid, boolean withDefaults) {
        @Nullable Object[] row = rows().get(oid);
        if (row == null) {
            return Optional.empty();
        }
        List<Parameter> parameters = parameters(row);
        List<String> defaults = row[shape.position("proargdefaults")] instanceof String text ? split(text) : List.of();
        int inputs = (int) parameters.stream().filter(Parameter::isInput).count();
        int unsorted = directArguments().getOrDefault(oid, -1);
        StringBuilder texts = new StringBuilder();
        int input = 0;
        for (Parameter parameter : parameters) {
            if (parameter.mode.equals("t")) {
                continue;
            }
            String mode = switch (parameter.mode) {
                case "o" -> "OUT ";
                case "b" -> "INOUT ";
                case "v" -> "VARIADIC ";
                default -> "";
            };
            String text = mode + named(parameter);
            if (input == unsorted && parameter.isInput()) {
                texts.append(texts.isEmpty() ? "ORDER BY " : " ORDER BY ");
            } else if (!texts.isEmpty()) {
                texts.append(", ");
            }
            if (parameter.isInput()) {
                int at = input++ - (inputs - defaults.size());
                text += withDefaults && at >= 0 ? " DEFAULT " + defaults.get(at) : "";
            }
            texts.append(text);
            if (input == unsorted && parameter.mode.equals("v")) {
                // A hypothetical-set aggregate sorts by as many values as it has direct arguments.
                texts.append(" ORDER BY ").append(text);
            }
        }
        return Optional.of(texts.toString());
    }

    /** CREATE FUNCTION. */
    Optional<String> definition(long oid) {
        @Nullable Object[] row = rows().get(oid);
        if (row == null) {
            return Optional.empty();
        }
        Optional<String> support = row[shape.position("prosupport")] instanceof Long function
                ? Optional.ofNullable(rows().get(function))
                        .map(found -> String.valueOf(found[shape.position("proname")]))
                : Optional.empty();
        return new FunctionDefinition(shape, row)
                .text(arguments(oid, true).orElse(""), result(oid).orElse(""), support);
    }

    private record Parameter(String mode, String name, String type) {
        boolean isInput() {
            return !mode.equals("o") && !mode.equals("t");
        }
    }

    private static String named(Parameter parameter) {
        return parameter.name.isEmpty() ? parameter.type : ObjectNames.quote(parameter.name) + " " + parameter.type;
    }

    private List<Parameter> parameters(@Nullable Object[] row) {
        List<@Nullable Object> all = values(row, "proallargtypes");
        List<@Nullable Object> types = all.isEmpty() ? values(row, "proargtypes") : all;
        List<@Nullable Object> modes = values(row, "proargmodes");
        List<@Nullable Object> names = values(row, "proargnames");
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            parameters.add(new Parameter(
                    i < modes.size() ? String.valueOf(modes.get(i)) : "i",
                    i < names.size() ? String.valueOf(names.get(i)) : "",
                    type(types.get(i))));
        }
        return parameters;
    }

    private String type(@Nullable Object oid) {
        return oid instanceof Number number ? sources.shapes().types().display(number.intValue()) : "-";
    }

    private List<@Nullable Object> values(@Nullable Object[] row, String column) {
        return row[shape.position(column)] instanceof ArrayValue array ? array.values() : List.of();
    }

    /** {@code '{}'::jsonb, false} at its commas outside of quotes and parentheses. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            } else if (!quoted && depth == 0 && c == ',') {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /** Of the aggregates that are called with WITHIN GROUP: how many arguments are not sorted. */
    private Map<Long, Integer> directArguments() {
        Map<Long, Integer> known = direct;
        if (known != null) {
            return known;
        }
        Shape aggregates = sources.shapes().pg("pg_aggregate");
        known = new HashMap<>();
        for (@Nullable Object[] row : sources.statics().rows(aggregates)) {
            if (!"n".equals(row[aggregates.position("aggkind")])
                    && row[aggregates.position("aggfnoid")] instanceof Long oid
                    && row[aggregates.position("aggnumdirectargs")] instanceof Integer count) {
                known.put(oid, count);
            }
        }
        direct = known;
        return known;
    }

    private Map<Long, @Nullable Object[]> rows() {
        Map<Long, @Nullable Object[]> known = rows;
        if (known == null) {
            known = new HashMap<>();
            for (@Nullable Object[] row : sources.statics().rows(shape)) {
                if (row[shape.position("oid")] instanceof Long oid) {
                    known.put(oid, row);
                }
            }
            rows = known;
        }
        return known;
    }
}

package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.JsonParser;
import io.federator.engine.format.JsonTree;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code json_to_record}, {@code json_populate_record} and their kin: JSON objects as rows of known columns. What an object lacks is
 * taken from the row that {@code json_populate_record} is given. Immutable and thread-safe.
 */
public final class JsonRecords implements SetFunction {
    private static final Set<String> ONE =
            Set.of("json_to_record", "jsonb_to_record", "json_populate_record", "jsonb_populate_record");
    private static final Set<String> SEVERAL =
            Set.of("json_to_recordset", "jsonb_to_recordset", "json_populate_recordset", "jsonb_populate_recordset");
    private static final String VALID = "jsonb_populate_record_valid";

    private final String name;
    private final List<String> columns;
    private final List<SqlType> types;
    private final List<ScalarFunction> modifiers;
    private final JsonPopulation population;

    /**
     * @param name one of the functions' names
     * @param columns the names of the declared columns
     * @param types their types
     */
    public JsonRecords(FunctionCatalog functions, String name, List<String> columns, List<SqlType> types) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.types = List.copyOf(types);
        this.population = new JsonPopulation(name.startsWith("jsonb"));
        this.modifiers = types.stream()
                .map(type -> functions.cast(type.bare(), type, false))
                .toList();
    }

    /** Whether a function gives records whose columns a query has to declare, and is computed here. */
    public static boolean isOne(String name) {
        return ONE.contains(name) || SEVERAL.contains(name);
    }

    /** Whether a function makes rows of the type of its first argument, or tests whether it could. */
    public static boolean isPopulation(String name) {
        return name.contains("_populate_record") && (isOne(name) || name.equals(VALID));
    }

    @Override
    public Iterator<@Nullable Object[]> rows(@Nullable Object[] args, EvaluationContext context) {
        RowValue base = base(args);
        String json = (String) args[isPopulation(name) ? 1 : 0];
        if (SEVERAL.contains(name)) {
            return json == null ? Collections.emptyIterator() : elements(json, base, context);
        }
        @Nullable Object[] row = json == null ? start(base) : row(json, base, context);
        return Collections.<@Nullable Object[]>singletonList(row).iterator();
    }

    /** The row as one value, or for {@code jsonb_populate_record_valid} whether there is one. */
    public @Nullable Object value(@Nullable Object[] args, EvaluationContext context) {
        RowValue base = base(args);
        String json = (String) args[1];
        if (name.equals(VALID)) {
            return json == null ? null : (Object) isValid(json, base, context);
        }
        return json == null ? base : new RowValue(columns, types, Arrays.asList(row(json, base, context)));
    }

    private boolean isValid(String json, @Nullable RowValue base, EvaluationContext context) {
        try {
            row(json, base, context);
            return true;
        } catch (SqlException e) {
            if (e.state() == SqlState.INVALID_PARAMETER_VALUE || e.state() == SqlState.FEATURE_NOT_SUPPORTED) {
                throw e;
            }
            return false;
        }
    }

    private @Nullable RowValue base(@Nullable Object[] args) {
        if (!isPopulation(name) || !(args[0] instanceof RowValue base)) {
            return null;
        }
        if (!base.types().stream()
                .map(SqlType::bare)
                .toList()
                .equals(types.stream().map(SqlType::bare).toList())) {
            throw new SqlException(
                    SqlState.DATATYPE_MISMATCH, "function return row and query-specified return row do not match");
        }
        return base;
    }

    private @Nullable Object[] start(@Nullable RowValue base) {
        return base == null
                ? new @Nullable Object[columns.size()]
                : base.fields().toArray();
    }

    private Iterator<@Nullable Object[]> elements(String json, @Nullable RowValue base, EvaluationContext context) {
        JsonTree tree = JsonTree.parse(json);
        if (!(tree instanceof JsonTree.Arr)) {
            String kind =
                    tree instanceof JsonTree.Obj ? "an object" : name.startsWith("jsonb") ? "a non-array" : "a scalar";
            throw wrong("cannot call " + name + " on " + kind);
        }
        return JsonParser.parts(json).stream()
                .map(part -> {
                    if (!(part.value() instanceof JsonTree.Obj)) {
                        throw wrong("argument of " + name + " must be an array of objects");
                    }
                    return row(part.text(), base, context);
                })
                .iterator();
    }

    private @Nullable Object[] row(String json, @Nullable RowValue base, EvaluationContext context) {
        JsonTree tree = JsonTree.parse(json);
        if (!(tree instanceof JsonTree.Obj)) {
            throw wrong("cannot call " + name + " on " + (tree.isScalar() ? "a scalar" : "an array"));
        }
        Map<String, JsonParser.Part> members = new HashMap<>();
        for (JsonParser.Part part : JsonParser.parts(json)) {
            members.put(String.valueOf(part.key()), part);
        }
        @Nullable Object[] row = start(base);
        for (int i = 0; i < row.length; i++) {
            JsonParser.Part part = members.get(base == null ? columns.get(i) : base.name(i));
            if (part != null) {
                Object value = population.value(types.get(i).bare(), part, context);
                row[i] = value == null ? null : modifiers.get(i).apply(new @Nullable Object[] {value}, context);
            }
        }
        return row;
    }

    private static SqlException wrong(String message) {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, message);
    }
}

package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.JsonParser;
import io.federator.engine.format.JsonTree;
import io.federator.engine.format.JsonTree.Arr;
import io.federator.engine.format.JsonTree.Bool;
import io.federator.engine.format.JsonTree.Null;
import io.federator.engine.format.JsonTree.Str;
import io.federator.engine.function.JsonQuerySpec.Handling;
import io.federator.engine.function.JsonQuerySpec.Kind;
import io.federator.engine.function.JsonQuerySpec.Wrapper;
import io.federator.engine.jsonpath.JsonPath;
import io.federator.engine.jsonpath.JsonPathParser;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code JSON_EXISTS}, {@code JSON_QUERY} or {@code JSON_VALUE}: searches a document by a path and converts what is
 * found. Immutable and thread-safe.
 */
public final class JsonQuery {
    private static final JsonPopulation POPULATION = new JsonPopulation(true);

    private final JsonQuerySpec spec;
    private final SqlType result;
    private final ScalarFunction modifier;
    private final @Nullable String column;
    private final RegexCache regexes = new RegexCache();

    /** @param column the column of JSON_TABLE that this is, for messages */
    public JsonQuery(FunctionCatalog functions, JsonQuerySpec spec, SqlType result, @Nullable String column) {
        this.spec = spec;
        this.result = result;
        this.modifier = functions.cast(result.bare(), result, false);
        this.column = column;
    }

    /**
     * Values that are evaluated only where they are asked for.
     *
     * @param empty of ON EMPTY
     * @param error of ON ERROR
     */
    public record Defaults(Supplier<@Nullable Object> empty, Supplier<@Nullable Object> error) {}

    /** An error that ON ERROR may take care of. */
    private static final class Caught extends Exception {
        private static final long serialVersionUID = 1;
        private final transient SqlException error;

        Caught(SqlException error) {
            super(error.text(), null, false, false);
            this.error = error;
        }
    }

    /** The variables of a path, as {@link #evaluate} takes them. */
    public static JsonTree variables(
            List<String> names, List<SqlType> types, @Nullable Object[] values, EvaluationContext context) {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            members.putIfAbsent(names.get(i), JsonBuild.tree(types.get(i), values[i], context));
        }
        return new JsonTree.Obj(members);
    }

    public static JsonPath path(String text) {
        return JsonPathParser.parse(text);
    }

    /** What a path finds; null for a failure that is not to be thrown. */
    public static @Nullable List<JsonTree> find(
            JsonTree document, JsonPath path, JsonTree variables, boolean throwing) {
        List<JsonTree> found = new ArrayList<>();
        try {
            new JsonPathExecutor(path, document, variables, !throwing, new RegexCache()).find(found);
            return found;
        } catch (JsonPathFailure e) {
            if (throwing) {
                throw e.error();
            }
            return null;
        }
    }

    public @Nullable Object evaluate(
            JsonTree document, JsonPath path, JsonTree variables, Defaults defaults, EvaluationContext context) {
        boolean throwing = spec.onError().means() == Handling.Means.ERROR;
        try {
            JsonPathExecutor search = new JsonPathExecutor(path, document, variables, !throwing, regexes);
            if (spec.kind() == Kind.EXISTS) {
                return exists(search, context);
            }
            List<JsonTree> found = new ArrayList<>();
            search.find(found);
            if (found.isEmpty()) {
                return empty(defaults, context);
            }
            return spec.kind() == Kind.QUERY ? query(found, context) : value(found, context);
        } catch (JsonPathFailure e) {
            return failed(e.error(), defaults, context);
        } catch (Caught e) {
            return failed(e.error, defaults, context);
        }
    }

    private @Nullable Object failed(SqlException error, Defaults defaults, EvaluationContext context) {
        if (spec.onError().means() == Handling.Means.ERROR) {
            throw error;
        }
        return handled(spec.onError(), "ON ERROR", defaults.error(), context);
    }

    private @Nullable Object empty(Defaults defaults, EvaluationContext context) {
        if (spec.onEmpty().means() != Handling.Means.ERROR) {
            return handled(spec.onEmpty(), "ON EMPTY", defaults.empty(), context);
        }
        throw new SqlException(
                SqlState.NO_SQL_JSON_ITEM,
                "no SQL/JSON item found for specified path" + (column == null ? "" : " of column \"" + column + "\""));
    }

    private @Nullable Object handled(
            Handling handling, String clause, Supplier<@Nullable Object> value, EvaluationContext context) {
        if (handling.means() == Handling.Means.NULL) {
            return null;
        }
        Object given = value.get();
        if (given == null) {
            return null;
        }
        if (handling.means() == Handling.Means.VALUE) {
            return modifier.apply(new @Nullable Object[] {given}, context);
        }
        try {
            return populated(JsonTree.parse((String) given), context);
        } catch (Caught e) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH,
                            "could not coerce " + clause + " expression (" + handling.shown()
                                    + ") to the RETURNING type")
                    .withDetail(e.error.text());
        }
    }

    private @Nullable Object exists(JsonPathExecutor search, EvaluationContext context) throws Caught {
        Boolean exists = search.exists();
        if (exists == null) {
            throw new Caught(search.failure());
        }
        return switch (result.kind()) {
            case BOOL -> exists;
            case INT4 -> exists ? 1 : 0;
            default -> populated(new Bool(exists), context);
        };
    }

    private @Nullable Object query(List<JsonTree> found, EvaluationContext context) throws Caught {
        boolean wraps =
                spec.wrapper() == Wrapper.UNCONDITIONAL || (spec.wrapper() == Wrapper.CONDITIONAL && found.size() > 1);
        if (!wraps && found.size() > 1) {
            throw new Caught(new SqlException(
                            SqlState.MORE_THAN_ONE_SQL_JSON_ITEM,
                            place() + " must return single item when no wrapper is requested")
                    .withHint("Use the WITH WRAPPER clause to wrap SQL/JSON items into an array."));
        }
        return populated(wraps ? new Arr(found) : found.getFirst(), context);
    }

    private @Nullable Object value(List<JsonTree> found, EvaluationContext context) throws Caught {
        JsonTree item = found.getFirst();
        if (found.size() > 1 || !item.isScalar()) {
            throw new Caught(new SqlException(
                    found.size() > 1 ? SqlState.MORE_THAN_ONE_SQL_JSON_ITEM : SqlState.SQL_JSON_SCALAR_REQUIRED,
                    place() + " must return single scalar item"));
        }
        if (item instanceof Null) {
            return null;
        }
        if (result.is(TypeKind.JSON) || result.is(TypeKind.JSONB)) {
            return read(item.print(), context);
        }
        return read(
                switch (item) {
                    case Str(String text) -> text;
                    case Bool(boolean truth) -> truth ? "t" : "f";
                    default -> item.print();
                },
                context);
    }

    private String place() {
        return "JSON path expression " + (column == null ? "in " + spec.function() : "for column \"" + column + "\"");
    }

    /** A found value as one of the result's type. */
    private @Nullable Object populated(JsonTree tree, EvaluationContext context) throws Caught {
        if (spec.omitQuotes()) {
            return read(tree instanceof Str(String text) ? text : tree.print(), context);
        }
        if (result.element() == null) {
            return read(tree.print(), context);
        }
        if (!(tree instanceof Arr)) {
            throw new Caught(new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "expected JSON array"));
        }
        try {
            JsonParser.Part part = new JsonParser.Part(null, tree.print(), tree);
            Object value = POPULATION.value(result.bare(), part, context);
            return modifier.apply(new @Nullable Object[] {value}, context);
        } catch (SqlException e) {
            throw caught(e);
        }
    }

    private @Nullable Object read(String text, EvaluationContext context) throws Caught {
        try {
            return TypeText.read(result, text, context);
        } catch (SqlException e) {
            throw caught(e);
        }
    }

    /** What Federator lacks is no error of the value. */
    private static Caught caught(SqlException e) {
        if (e.state() == SqlState.FEATURE_NOT_SUPPORTED) {
            throw e;
        }
        return new Caught(e);
    }
}

package io.federator.engine.binder;

import io.federator.engine.function.CastContext;
import io.federator.engine.function.JsonQuerySpec;
import io.federator.engine.function.JsonQuerySpec.Wrapper;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.JsonClause;
import io.federator.engine.parser.ast.JsonClause.Argument;
import io.federator.engine.parser.ast.JsonClause.Quotes;
import io.federator.engine.parser.ast.JsonClause.Shape;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgOperator.Volatility;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** {@code JSON_EXISTS}, {@code JSON_QUERY} and {@code JSON_VALUE}, and the columns of JSON_TABLE that mean them. */
final class JsonQueryBinder {
    static final SqlType PATH = SqlType.of(TypeKind.JSONPATH);

    private final Binding binding;
    private final ExpressionBinder expressions;
    private final JsonBehaviors behaviors;

    JsonQueryBinder(Binding binding, ExpressionBinder expressions) {
        this.binding = binding;
        this.expressions = expressions;
        this.behaviors = new JsonBehaviors(binding, expressions);
    }

    /** A document and the variables of the paths into it. */
    record Search(RexNode document, List<String> names, List<RexNode> values) {}

    RexNode bind(Expression.JsonQuery e) {
        JsonQuerySpec.Kind kind = JsonQuerySpec.Kind.valueOf(e.kind().name().substring("JSON_".length()));
        JsonClause.Output output = e.output();
        if (output != null && output.formatted() && kind != JsonQuerySpec.Kind.QUERY) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR,
                            "cannot specify FORMAT JSON in RETURNING clause of " + e.kind() + "()")
                    .at(output.position());
        }
        behaviors.check(kind, e.shape(), null);
        Search search = search(e.search());
        RexNode path = path(e.search().path());
        SqlType result = output == null ? defaultType(kind) : type(output);
        return call(kind, search, path, result, e.shape(), null);
    }

    private static SqlType defaultType(JsonQuerySpec.Kind kind) {
        return switch (kind) {
            case EXISTS -> SqlType.BOOL;
            case QUERY -> SqlType.JSONB;
            case VALUE -> SqlType.TEXT;
        };
    }

    Search search(JsonClause.Search search) {
        RexNode document = document(search.document());
        List<String> names = new ArrayList<>();
        List<RexNode> values = new ArrayList<>();
        for (Argument argument : search.passing()) {
            names.add(argument.name());
            values.add(variable(argument.value()));
        }
        return new Search(document, names, values);
    }

    /** @param column of JSON_TABLE, null for a function in an expression */
    RexNode call(
            JsonQuerySpec.Kind kind,
            Search search,
            RexNode path,
            SqlType result,
            Shape shape,
            @Nullable String column) {
        boolean exists = kind == JsonQuerySpec.Kind.EXISTS;
        JsonClause.Behavior.Kind otherwise = exists ? JsonClause.Behavior.Kind.FALSE : JsonClause.Behavior.Kind.NULL;
        JsonBehaviors.Bound onEmpty = behaviors.bind(shape.onEmpty(), otherwise, result);
        JsonBehaviors.Bound onError = behaviors.bind(shape.onError(), otherwise, result);
        JsonQuerySpec spec = new JsonQuerySpec(
                kind,
                switch (shape.wrapper()) {
                    case UNSPECIFIED, NONE -> Wrapper.NONE;
                    case CONDITIONAL -> Wrapper.CONDITIONAL;
                    case UNCONDITIONAL -> Wrapper.UNCONDITIONAL;
                },
                kind == JsonQuerySpec.Kind.VALUE || shape.quotes() == Quotes.OMIT,
                onEmpty.handling(),
                onError.handling());
        List<RexNode> operands = new ArrayList<>(List.of(
                search.document,
                path,
                names(search),
                binding.constant(SqlType.TEXT, column),
                onEmpty.value(),
                onError.value()));
        operands.addAll(search.values);
        // Times are read and printed by the session's settings.
        PgOperator operator = PgOperator.of(spec.operator(), Volatility.STABLE).returning(result);
        return binding.rex.makeCall(binding.types.of(result), operator, operands);
    }

    RexNode names(Search search) {
        return binding.constant(
                SqlType.array(SqlType.TEXT), ArrayValue.of(SqlType.TEXT, new ArrayList<>(search.names)));
    }

    private RexNode path(Expression ast) {
        RexNode node = expressions.bind(ast);
        RexNode path = binding.coercion.tryCoerce(node, PATH, CastContext.EXPLICIT, ast.start());
        if (path == null) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH,
                            "JSON path expression must be of type jsonpath, not of type "
                                    + Binding.typeOf(node).bare())
                    .at(ast.start());
        }
        return path;
    }

    /** Searches are made in jsonb. */
    private RexNode document(JsonClause.Value value) {
        RexNode node = decoded(expressions.bind(value.value()), value);
        RexNode document = binding.coercion.tryCoerce(node, SqlType.JSONB, CastContext.EXPLICIT, value.position());
        if (document == null) {
            throw Coercion.cannotCast(Binding.typeOf(node), SqlType.JSONB).at(value.position());
        }
        return document;
    }

    /** Text out of bytes, where FORMAT JSON says that they are JSON. */
    private RexNode decoded(RexNode node, JsonClause.Value value) {
        if (!value.formatted()) {
            return node;
        }
        boolean bytes = Binding.typeOf(node).is(TypeKind.BYTEA);
        String encoding = value.encoding();
        if (encoding != null && !bytes) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH, "JSON ENCODING clause is only allowed for bytea input type")
                    .at(value.position());
        }
        if (!bytes) {
            return node;
        }
        requireUtf8(encoding, SqlState.INVALID_PARAMETER_VALUE, value.position());
        return binding.call(
                PgOperator.immutable("convert_from"),
                SqlType.TEXT,
                List.of(node, binding.constant(SqlType.of(TypeKind.NAME), "UTF8")));
    }

    /** @param unsupported the state for an encoding of JSON that PostgreSQL only knows by name */
    private static void requireUtf8(@Nullable String encoding, SqlState unsupported, int position) {
        if (encoding == null || encoding.toLowerCase(Locale.ROOT).equals("utf8")) {
            return;
        }
        boolean known = encoding.toLowerCase(Locale.ROOT).matches("utf16|utf32");
        throw new SqlException(
                        known ? unsupported : SqlState.INVALID_PARAMETER_VALUE,
                        known ? "unsupported JSON encoding" : "unrecognized JSON encoding: " + encoding)
                .at(position);
    }

    /** A variable: numbers, texts and truth values as they are, all else as jsonb. */
    private RexNode variable(JsonClause.Value value) {
        RexNode bound = decoded(expressions.bind(value.value()), value);
        RexNode node = value.formatted() ? bound : binding.coercion.resolved(bound);
        SqlType type = Binding.typeOf(node);
        if (!value.formatted() && type.element() == null) {
            switch (type.kind()) {
                case BOOL, INT2, INT4, INT8, NUMERIC, TEXT, VARCHAR, JSONB -> {
                    return node;
                }
                case FLOAT4, FLOAT8 -> {
                    return binding.coercion.cast(node, SqlType.NUMERIC);
                }
                case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ ->
                    throw ExpressionBinder.unsupported("a time as a variable of a JSON path", value.position());
                case BPCHAR, NAME, CHAR ->
                    throw new SqlException(
                                    SqlState.INVALID_PARAMETER_VALUE,
                                    "could not convert value of type " + type.bare() + " to jsonpath")
                            .at(value.position());
                default -> {}
            }
        }
        RexNode json = binding.coercion.tryCoerce(node, SqlType.JSONB, CastContext.EXPLICIT, value.position());
        return json == null ? node : json;
    }

    /** The type of RETURNING, or of a column. */
    SqlType type(JsonClause.Output output) {
        SqlType type = binding.typeBinder.bind(output.type());
        if (type.is(TypeKind.RECORD)) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "returning pseudo-types is not supported in SQL/JSON functions")
                    .at(output.position());
        }
        if (output.formatted()) {
            boolean takes = type.kind().isText()
                    || type.is(TypeKind.BYTEA)
                    || type.is(TypeKind.JSON)
                    || type.is(TypeKind.JSONB);
            if (!takes || type.element() != null) {
                throw invalid("cannot use JSON format with non-string output types", output.position());
            }
            if (output.encoding() != null && !type.is(TypeKind.BYTEA)) {
                throw invalid("cannot set JSON encoding for non-bytea output types", output.position());
            }
            requireUtf8(output.encoding(), SqlState.FEATURE_NOT_SUPPORTED, output.position());
        }
        return type;
    }

    private static SqlException invalid(String message, int position) {
        return new SqlException(SqlState.FEATURE_NOT_SUPPORTED, message).at(position);
    }

    void check(JsonQuerySpec.Kind kind, Shape shape, String column) {
        behaviors.check(kind, shape, column);
    }
}

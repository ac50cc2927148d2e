package io.federator.engine.binder;

import io.federator.engine.evaluator.JsonQueries;
import io.federator.engine.format.JsonPrinter;
import io.federator.engine.format.TextFormat;
import io.federator.engine.function.JsonQuerySpec;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.JsonClause.Behavior;
import io.federator.engine.parser.ast.JsonClause.Quotes;
import io.federator.engine.parser.ast.JsonClause.Wrapper;
import io.federator.engine.parser.ast.JsonColumn;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgOperator.Volatility;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * JSON_TABLE. Its call has the operands document, names of the variables, the outermost path, and the variables' values; a path is
 * a call of {@link #PATH} over the path's text, its columns and the paths nested in it.
 */
final class JsonTableBinder {
    static final String TABLE = "json table";
    static final String FAILING_TABLE = "json table error";
    static final String PATH = "json path";
    static final String ORDINAL = "json ordinal";

    private final Binding binding;
    private final JsonQueryBinder queries;

    JsonTableBinder(Binding binding, JsonQueryBinder queries) {
        this.binding = binding;
        this.queries = queries;
    }

    /** The names and types of all columns, in the order of the table's row. */
    private record Columns(List<String> names, List<SqlType> types) {}

    /** @param names of the columns */
    record Bound(RelNode rel, List<String> names) {}

    Bound bind(FromItem.JsonTable item) {
        Behavior onError = item.onError();
        boolean failing = onError != null && onError.kind() == Behavior.Kind.ERROR;
        if (onError != null && !failing && onError.kind() != Behavior.Kind.EMPTY_ARRAY) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "invalid ON ERROR behavior")
                    .withDetail("Only EMPTY [ ARRAY ] or ERROR is allowed in the top-level ON ERROR clause.")
                    .at(onError.position());
        }
        Set<String> seen = new HashSet<>();
        String pathName = item.pathName();
        if (pathName != null) {
            seen.add(pathName);
        }
        checkNames(item.columns(), seen);
        JsonQueryBinder.Search search = queries.search(item.search());
        String path = ((Expression.StringLiteral) item.search().path()).value();
        Columns columns = new Columns(new ArrayList<>(), new ArrayList<>());
        collect(item.columns(), columns);
        RelDataTypeFactory.Builder row = binding.types.builder();
        List<String> unique = QueryResult.unique(columns.names, columns.names.size());
        for (int i = 0; i < unique.size(); i++) {
            row.add(unique.get(i), binding.types.of(columns.types.get(i)));
        }
        List<RexNode> inputs = new ArrayList<>(List.of(search.document()));
        inputs.addAll(search.values());
        RelDataType type = row.build();
        RelNode rel = SetScans.overArguments(binding, inputs, type, arguments -> {
            List<RexNode> values = arguments.subList(1, arguments.size());
            JsonQueryBinder.Search within = new JsonQueryBinder.Search(item(), search.names(), values);
            List<RexNode> operands = new ArrayList<>(List.of(
                    arguments.getFirst(),
                    queries.names(search),
                    path(path, item.search().path().start(), item.columns(), within)));
            operands.addAll(values);
            return call(failing ? FAILING_TABLE : TABLE, operands);
        });
        return new Bound(rel, columns.names);
    }

    private RexNode item() {
        PgOperator operator =
                PgOperator.of(JsonQueries.ITEM, Volatility.VOLATILE).returning(SqlType.JSONB);
        return binding.rex.makeCall(binding.types.of(SqlType.JSONB), operator, List.of());
    }

    private RexNode call(String name, List<RexNode> operands) {
        PgOperator operator = PgOperator.of(name, Volatility.STABLE).returning(SqlType.TEXT);
        return binding.rex.makeCall(binding.types.of(SqlType.TEXT), operator, operands);
    }

    private static void checkNames(List<JsonColumn> columns, Set<String> seen) {
        for (JsonColumn column : columns) {
            String name = switch (column) {
                case JsonColumn.Ordinality c -> c.name();
                case JsonColumn.Value c -> c.name();
                case JsonColumn.Nested c -> c.name();
            };
            if (name != null && !seen.add(name)) {
                throw new SqlException(SqlState.DUPLICATE_ALIAS, "duplicate JSON_TABLE column or path name: " + name)
                        .at(column.position());
            }
            if (column instanceof JsonColumn.Nested nested) {
                checkNames(nested.columns(), seen);
            }
        }
    }

    /** A path's own columns come before those of the paths in it. */
    private void collect(List<JsonColumn> columns, Columns all) {
        boolean ordinal = false;
        for (JsonColumn column : columns) {
            switch (column) {
                case JsonColumn.Ordinality c -> {
                    if (ordinal) {
                        throw new SqlException(SqlState.SYNTAX_ERROR, "only one FOR ORDINALITY column is allowed")
                                .at(c.position());
                    }
                    ordinal = true;
                    all.names.add(c.name());
                    all.types.add(SqlType.INT4);
                }
                case JsonColumn.Value c -> {
                    all.names.add(c.name());
                    all.types.add(queries.type(c.type()));
                }
                case JsonColumn.Nested c -> {}
            }
        }
        for (JsonColumn column : columns) {
            if (column instanceof JsonColumn.Nested nested) {
                collect(nested.columns(), all);
            }
        }
    }

    private RexNode path(String path, int position, List<JsonColumn> columns, JsonQueryBinder.Search search) {
        List<RexNode> operands = new ArrayList<>(List.of(constant(path, position)));
        for (JsonColumn column : columns) {
            switch (column) {
                case JsonColumn.Ordinality c -> operands.add(call(ORDINAL, List.of()));
                case JsonColumn.Value c -> operands.add(value(c, search));
                case JsonColumn.Nested c -> {}
            }
        }
        for (JsonColumn column : columns) {
            if (column instanceof JsonColumn.Nested nested) {
                operands.add(path(nested.path(), nested.position(), nested.columns(), search));
            }
        }
        return call(PATH, operands);
    }

    private RexNode value(JsonColumn.Value column, JsonQueryBinder.Search search) {
        SqlType type = queries.type(column.type());
        JsonQuerySpec.Kind kind = kind(column, type);
        queries.check(kind, column.shape(), column.name());
        @Nullable String path = column.path();
        RexNode constant = path == null
                ? constant("$." + JsonPrinter.quote(column.name()), column.position())
                : constant(path, column.position());
        return queries.call(kind, search, constant, type, column.shape(), column.name());
    }

    private static JsonQuerySpec.Kind kind(JsonColumn.Value column, SqlType type) {
        boolean structured = type.element() != null || type.is(TypeKind.JSON) || type.is(TypeKind.JSONB);
        return switch (column.kind()) {
            case EXISTS -> JsonQuerySpec.Kind.EXISTS;
            case FORMATTED -> JsonQuerySpec.Kind.QUERY;
            case REGULAR ->
                structured
                                || column.shape().wrapper() != Wrapper.UNSPECIFIED
                                || column.shape().quotes() != Quotes.UNSPECIFIED
                        ? JsonQuerySpec.Kind.QUERY
                        : JsonQuerySpec.Kind.VALUE;
        };
    }

    private RexNode constant(String path, int position) {
        try {
            return binding.constant(
                    JsonQueryBinder.PATH, TextFormat.parse(JsonQueryBinder.PATH, path, binding.context));
        } catch (SqlException e) {
            throw e.atIfAbsent(position);
        }
    }
}

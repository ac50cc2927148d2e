package io.federator.engine.binder;

import io.federator.engine.binder.CallBinder.BoundCall;
import io.federator.engine.binder.FromBinder.Source;
import io.federator.engine.binder.NamespaceItem.Column;
import io.federator.engine.binder.OperatorBinder.Operand;
import io.federator.engine.function.FunctionSignature.Kind;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.parser.ColumnNames;
import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.ColumnDefinition;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.FromItem.FunctionItem;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgRelType.RecordField;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Functions in FROM: one, or several side by side. */
final class FunctionTableBinder {
    private final Binding binding;
    private final Level level;
    private final FromBinder from;

    FunctionTableBinder(Binding binding, Level level, FromBinder from) {
        this.binding = binding;
        this.level = level;
        this.from = from;
    }

    /** @param scalar whether it gives one value a row, so that an alias names its column too */
    private record Rows(RelNode rel, List<String> names, boolean scalar) {}

    /**
     * A function as a table.
     *
     * @param bound the call where it is one of a set-returning function
     */
    private record Part(
            RexNode call,
            List<String> names,
            List<RelDataType> types,
            boolean scalar,
            @Nullable BoundCall bound) {}

    Source bind(FromItem.FunctionTable item) {
        List<FunctionItem> functions = new ArrayList<>();
        item.functions().forEach(f -> functions.addAll(separated(f, item.columns())));
        boolean lateral = level.lateralActive;
        level.lateralActive = true;
        List<Part> parts = level.in(
                ExpressionKind.FROM_FUNCTION,
                () -> functions.stream().map(this::part).toList());
        level.lateralActive = lateral;
        String name = ColumnNames.of(functions.getFirst().call());
        Rows rows = parts.size() == 1 ? one(parts.getFirst(), item.withOrdinality()) : several(parts, item);
        boolean declared = !item.columns().isEmpty()
                || item.functions().stream().anyMatch(f -> !f.columns().isEmpty());
        return source(item.alias(), !declared, name, rows);
    }

    Source jsonTable(FromItem.JsonTable item) {
        boolean lateral = level.lateralActive;
        level.lateralActive = true;
        JsonTableBinder tables =
                new JsonTableBinder(binding, level.expressions().jsonQueries());
        JsonTableBinder.Bound table = level.in(ExpressionKind.FROM_FUNCTION, () -> tables.bind(item));
        level.lateralActive = lateral;
        Rows rows = new Rows(table.rel(), table.names(), false);
        Alias alias = item.alias();
        if (alias != null && alias.columns().size() > table.names().size()) {
            throw new SqlException(
                    SqlState.INVALID_COLUMN_REFERENCE,
                    "JSON_TABLE function has " + table.names().size() + " columns available but "
                            + alias.columns().size() + " columns specified");
        }
        return source(item.alias(), false, "json_table", rows);
    }

    /** {@code unnest(a, b)} is {@code ROWS FROM (unnest(a), unnest(b))}. */
    private static List<FunctionItem> separated(FunctionItem item, List<ColumnDefinition> behindAlias) {
        List<ColumnDefinition> columns = item.columns().isEmpty() ? behindAlias : item.columns();
        if (item.call() instanceof FunctionCall call
                && call.name().last().equals("unnest")
                && ExpressionBinder.isSystem(call.name())
                && call.arguments().size() > 1
                && isPlain(call)
                && !call.variadic()
                && columns.isEmpty()) {
            return call.arguments().stream()
                    .map(a -> new FunctionItem(
                            FunctionCall.of(call.name(), List.of(a.value()), call.position()), List.of()))
                    .toList();
        }
        return List.of(new FunctionItem(item.call(), columns));
    }

    /** @param value whether an only column stands for the row */
    private Source source(@Nullable Alias alias, boolean value, String function, Rows rows) {
        String known = alias == null ? function : alias.name();
        int start = level.width();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < rows.names.size(); i++) {
            String name = i == 0 && rows.scalar ? known : rows.names.get(i);
            int slot = level.add(new Level.Field(
                    name, rows.rel.getRowType().getFieldList().get(i).getType(), 0, 0));
            columns.add(new Column(name, level.column(slot, 0)));
        }
        NamespaceItem named = new NamespaceItem(known, null, null, FromBinder.renamed(columns, alias, known));
        named.rowIsValue = rows.names.size() == 1 && value;
        return from.source(rows.rel, start, named);
    }

    private Part part(FunctionItem item) {
        Expression ast = item.call();
        List<ColumnDefinition> declared = item.columns();
        if (ast instanceof FunctionCall call && isPlain(call)) {
            List<Operand> operands = new ArrayList<>();
            for (Expression.Argument argument : call.arguments()) {
                operands.add(level.expressions().operand(argument.value()));
            }
            BoundCall bound = level.expressions().calls().resolve(call, operands);
            if (bound != null && isNamedRow(CallBinder.fields(bound)) && isUndeclared(bound.resolved())) {
                if (!declared.isEmpty()) {
                    throw new SqlException(
                                    SqlState.SYNTAX_ERROR,
                                    "a column definition list is redundant for a function returning a named composite "
                                            + "type")
                            .at(declared.getFirst().position());
                }
                List<RecordField> fields = CallBinder.fields(bound);
                return row(bound, fields);
            }
            if (bound != null && isUndeclared(bound.resolved())) {
                return records(bound, declared, ast);
            }
            if (bound != null && bound.resolved().kind() == Kind.SET_RETURNING) {
                checkUndeclared(declared, bound.resolved().columns().size() > 1);
                return set(bound);
            }
            if (bound != null && CallBinder.hasColumns(bound.resolved())) {
                checkUndeclared(declared, true);
                List<RecordField> fields = CallBinder.fields(bound);
                return row(level.expressions().calls().scalar(bound), fields);
            }
        }
        checkUndeclared(declared, false);
        RexNode value = binding.coercion.resolved(level.expressions().bind(ast));
        if (Binding.typeOf(value).is(TypeKind.RECORD)) {
            throw ExpressionBinder.unsupported("a function of a row type in FROM", ast.start());
        }
        return new Part(value, List.of(ColumnNames.of(ast)), List.of(value.getType()), true, null);
    }

    /** Whether these are the fields of a row of a table, and not of ROW(…). */
    private static boolean isNamedRow(List<RecordField> fields) {
        return IntStream.range(0, fields.size())
                .anyMatch(i -> !fields.get(i).name().equals("f" + (i + 1)));
    }

    private static boolean isUndeclared(ResolvedCall call) {
        boolean plain = call.kind() == Kind.SET_RETURNING || call.kind() == Kind.SCALAR;
        return plain
                && call.result().is(TypeKind.RECORD)
                && call.signature().columnNames().isEmpty();
    }

    private static void checkUndeclared(List<ColumnDefinition> declared, boolean hasColumns) {
        if (!declared.isEmpty()) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR,
                            hasColumns
                                    ? "a column definition list is redundant for a function with OUT parameters"
                                    : "a column definition list is only allowed for functions returning \"record\"")
                    .at(declared.getFirst().position());
        }
    }

    /** A function whose columns the query declares. */
    private Part records(BoundCall bound, List<ColumnDefinition> declared, Expression ast) {
        if (declared.isEmpty()) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR,
                            "a column definition list is required for functions returning \"record\"")
                    .at(ast.start());
        }
        List<RecordField> fields = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ColumnDefinition column : declared) {
            if (!seen.add(column.name())) {
                throw new SqlException(
                                SqlState.DUPLICATE_COLUMN,
                                "column name \"" + column.name() + "\" specified more than once")
                        .at(column.position());
            }
            fields.add(new RecordField(column.name(), binding.typeBinder.bind(column.type())));
        }
        return row(bound, fields);
    }

    private Part row(BoundCall bound, List<RecordField> fields) {
        RelDataType type = binding.types.record(fields);
        PgOperator operator = PgOperator.of(
                        bound.resolved().callName(),
                        bound.resolved().signature().volatility())
                .returning(type);
        return row(binding.rex.makeCall(type, operator, bound.arguments()), fields);
    }

    private Part row(RexNode call, List<RecordField> fields) {
        return new Part(
                call,
                fields.stream().map(RecordField::name).toList(),
                fields.stream().map(f -> binding.types.of(f.type())).toList(),
                false,
                null);
    }

    private static boolean isPlain(FunctionCall call) {
        return !call.star()
                && !call.distinct()
                && call.orderBy().isEmpty()
                && call.filter() == null
                && call.over() == null
                && !call.withinGroup();
    }

    private Part set(BoundCall bound) {
        ResolvedCall resolved = bound.resolved();
        boolean scalar = resolved.columns().size() == 1
                && resolved.signature().columnNames().isEmpty();
        return new Part(
                level.expressions().calls().setCall(bound),
                resolved.columns().stream().map(ResolvedCall.Column::name).toList(),
                resolved.columns().stream().map(c -> binding.types.of(c.type())).toList(),
                scalar,
                bound);
    }

    private Rows one(Part part, boolean ordinality) {
        List<String> names = new ArrayList<>(part.names);
        if (ordinality) {
            names.add("ordinality");
        }
        if (part.bound != null) {
            return new Rows(SetScans.of(binding, part.bound, ordinality), names, part.scalar);
        }
        if (!part.scalar) {
            return new Rows(scan(List.of(part), ordinality), names, false);
        }
        List<RexNode> values = new ArrayList<>(List.of(part.call));
        if (ordinality) {
            values.add(binding.constant(SqlType.INT8, 1L));
        }
        RelNode rel = LogicalProject.create(
                LogicalValues.createOneRow(binding.cluster),
                List.of(),
                values,
                QueryResult.unique(names, names.size()),
                Set.of());
        return new Rows(rel, names, true);
    }

    private Rows several(List<Part> parts, FromItem.FunctionTable item) {
        List<String> names = new ArrayList<>();
        parts.forEach(p -> names.addAll(p.names));
        if (item.withOrdinality()) {
            names.add("ordinality");
        }
        return new Rows(scan(parts, item.withOrdinality()), names, false);
    }

    private RelNode scan(List<Part> parts, boolean ordinality) {
        RelDataTypeFactory.Builder row = binding.types.builder();
        List<RexNode> calls = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<RelDataType> types = new ArrayList<>();
        for (Part part : parts) {
            if (Trees.hasSubQuery(part.call)) {
                throw ExpressionBinder.unsupported("a subquery as an argument of a function in ROWS FROM", 0);
            }
            boolean rows = part.bound != null || !part.scalar;
            calls.add(
                    rows
                            ? part.call
                            : binding.rex.makeCall(
                                    part.call.getType(), PgOperator.immutable(SetScans.ONE_ROW), List.of(part.call)));
            names.addAll(part.names);
            part.types.forEach(t -> types.add(binding.nullable(t)));
        }
        RexNode call = calls.size() == 1
                ? calls.getFirst()
                : binding.rex.makeCall(calls.getFirst().getType(), PgOperator.immutable(SetScans.ROWS_FROM), calls);
        if (ordinality) {
            call = binding.rex.makeCall(call.getType(), PgOperator.immutable(SetScans.ORDINALITY), List.of(call));
            names.add("ordinality");
            types.add(binding.types.of(SqlType.INT8, false));
        }
        List<String> unique = QueryResult.unique(names, names.size());
        for (int i = 0; i < unique.size(); i++) {
            row.add(unique.get(i), types.get(i));
        }
        return SetScans.scan(binding, call, row.build());
    }
}

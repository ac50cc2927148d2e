package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.format.RecordText;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgRelType.RecordField;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Casts to the row type of a table, such as {@code ROW(1, 'x')::orders} and {@code '(1,x)'::orders}. */
final class RowCasts {
    private final Binding binding;
    private final ExpressionBinder expressions;

    RowCasts(Binding binding, ExpressionBinder expressions) {
        this.binding = binding;
        this.expressions = expressions;
    }

    /** The table whose row type is meant. */
    Optional<CatalogTable> table(TypeName type) {
        Name name = type.name();
        if (type.isArray() || type.setOf() || name.parts().size() > 2) {
            return Optional.empty();
        }
        String schema = name.qualifier();
        List<String> schemas = schema == null ? binding.context.searchPath() : List.of(schema);
        return schemas.stream()
                .flatMap(s -> binding.catalog.table(s, name.last()).stream())
                .findFirst();
    }

    RexNode cast(Expression.Cast e, CatalogTable table) {
        if (e.operand() instanceof Expression.Row row) {
            return row(table, values(row), e);
        }
        RexNode operand = expressions.bind(e.operand());
        if (operand instanceof UnknownLiteral literal) {
            String text = literal.value();
            return text == null
                    ? binding.rex.makeNullLiteral(binding.types.record(fields(table)))
                    : row(table, read(text, table, literal.position()), e);
        }
        List<RecordField> own = Records.fields(operand);
        if (Records.isRecord(operand) && own.equals(fields(table))) {
            return operand;
        }
        SqlException error = Records.isRecord(operand)
                ? new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED, "this cast to type " + table.name() + " is not supported")
                : new SqlException(
                        SqlState.CANNOT_COERCE,
                        "cannot cast type " + Binding.typeOf(operand).bare() + " to " + table.name());
        throw error.at(e.position());
    }

    private static List<RecordField> fields(CatalogTable table) {
        return table.columns().stream()
                .map(c -> new RecordField(c.name(), c.type()))
                .toList();
    }

    private List<RexNode> values(Expression.Row row) {
        List<RexNode> values = new ArrayList<>();
        for (Expression field : row.fields()) {
            if (field instanceof Expression.ColumnRef ref && ref.star()) {
                values.addAll(expressions.columns().starred(ref));
            } else {
                values.add(expressions.bind(field));
            }
        }
        return values;
    }

    private RexNode row(CatalogTable table, List<RexNode> values, Expression.Cast e) {
        List<CatalogColumn> columns = table.columns();
        if (values.size() != columns.size()) {
            throw new SqlException(SqlState.CANNOT_COERCE, "cannot cast type record to " + table.name())
                    .withDetail("Input has too " + (values.size() < columns.size() ? "few" : "many") + " columns.")
                    .at(e.position());
        }
        List<RexNode> converted = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            SqlType type = columns.get(i).type();
            RexNode value = binding.coercion.explicit(values.get(i), type, e.position());
            converted.add(binding.coercion.relabel(value, type));
        }
        return binding.records.row(columns.stream().map(CatalogColumn::name).toList(), converted);
    }

    /** The fields of a text as its columns' types read them, which cut nothing off. */
    private List<RexNode> read(String text, CatalogTable table, int position) {
        List<RexNode> values = new ArrayList<>();
        List<@Nullable String> fields = RecordText.fields(text, table.columns().size());
        for (int i = 0; i < fields.size(); i++) {
            SqlType type = table.columns().get(i).type();
            RexNode literal = new UnknownLiteral(binding.types.of(SqlType.UNKNOWN), fields.get(i), position);
            values.add(stored(binding.coercion.explicit(literal, type.bare(), position), type, position));
        }
        return values;
    }

    private RexNode stored(RexNode constant, SqlType type, int position) {
        Object value = Constant.isConstant(constant) ? Constant.valueOf(constant) : null;
        if (value == null || type.typmod() == -1) {
            return constant;
        }
        try {
            return binding.constant(
                    type,
                    binding.functions
                            .cast(type.bare(), type, false)
                            .apply(new @Nullable Object[] {value}, binding.context));
        } catch (SqlException e) {
            throw e.atIfAbsent(position);
        }
    }
}

package io.federator.engine.binder;

import io.federator.engine.parser.ColumnNames;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Target;
import io.federator.engine.rel.PgRelType.RecordField;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The select list, with further expressions behind it that only ORDER BY, GROUP BY or DISTINCT ON name. */
final class TargetList {
    private final Binding binding;
    private final Level level;
    private final List<Item> items = new ArrayList<>();
    private int visible;

    TargetList(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
    }

    /** An expression of the list. */
    record Item(String name, RexNode node, Expression ast) {}

    List<Item> items() {
        return items;
    }

    /** The number of columns that the query gives. */
    int visible() {
        return visible;
    }

    RexNode node(int index) {
        return items.get(index).node;
    }

    void bind(List<Target> targets) {
        for (Target target : targets) {
            switch (target.expression()) {
                case Expression.ColumnRef ref when ref.star() -> star(ref);
                case Expression.FieldStar star -> fieldStar(star);
                default -> {
                    RexNode node = level.expressions().bind(target.expression());
                    String name = ColumnNames.of(target, binding::subqueryName);
                    items.add(new Item(name, node, target.expression()));
                }
            }
        }
        visible = items.size();
    }

    private void star(Expression.ColumnRef ref) {
        if (!ref.names().isEmpty()) {
            expand(level.expressions().columns().item(ref.names(), ref.position()), ref);
            return;
        }
        boolean any = false;
        for (NamespaceItem item : level.namespace) {
            if (item.columnsVisible && !item.lateralOnly) {
                expand(item, ref);
                any = true;
            }
        }
        if (!any) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "SELECT * with no tables specified is not valid")
                    .at(ref.position());
        }
    }

    private void expand(NamespaceItem item, Expression ast) {
        for (NamespaceItem.Column column : item.starColumns()) {
            items.add(new Item(column.name(), ColumnResolver.here(column.value(), ast.position()), ast));
        }
    }

    private void fieldStar(Expression.FieldStar star) {
        if (star.base() instanceof Expression.ColumnRef base && !base.star()) {
            boolean column = base.names().size() > 1
                    || level.expressions().columns().isColumn(base.names().getFirst());
            if (!column) {
                expand(level.expressions().columns().item(base.names(), base.position()), star);
                return;
            }
        }
        RexNode base = binding.coercion.resolved(level.expressions().bind(star.base()));
        List<RecordField> fields = Records.fields(base);
        if (!Records.isRecord(base)) {
            throw new SqlException(
                            SqlState.WRONG_OBJECT_TYPE,
                            "type " + Binding.typeOf(base).bare() + " is not composite")
                    .at(star.base().start());
        }
        if (fields.isEmpty()) {
            throw new SqlException(SqlState.WRONG_OBJECT_TYPE, "record type has not been registered");
        }
        for (int i = 0; i < fields.size(); i++) {
            items.add(new Item(fields.get(i).name(), binding.records.field(base, i), star));
        }
    }

    /**
     * The item that an expression of ORDER BY, GROUP BY or DISTINCT ON means: an output column by name or position, or an
     * expression, which is added where the list does not have it.
     */
    int find(Expression expression, ExpressionKind kind) {
        String clause = kind.clause();
        Integer named =
                expression instanceof Expression.ColumnRef ref && ref.names().size() == 1 && !ref.star()
                        ? byName(ref, kind)
                        : null;
        if (named != null) {
            checkReferred(named, kind);
            return typed(named);
        }
        if (expression instanceof Expression.IntegerLiteral literal) {
            if (literal.value() < 1 || literal.value() > visible) {
                throw new SqlException(
                                SqlState.INVALID_COLUMN_REFERENCE,
                                clause + " position " + literal.value() + " is not in select list")
                        .at(literal.position());
            }
            checkReferred(literal.value() - 1, kind);
            return typed(literal.value() - 1);
        }
        if (isConstant(expression)) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "non-integer constant in " + clause)
                    .at(expression.position());
        }
        RexNode node = level.in(kind, () -> level.expressions().bind(expression));
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).node.equals(node)) {
                return typed(i);
            }
        }
        items.add(new Item("", node, expression));
        return typed(items.size() - 1);
    }

    private static boolean isConstant(Expression expression) {
        return switch (expression) {
            case Expression.StringLiteral e -> true;
            case Expression.NullLiteral e -> true;
            case Expression.NumericLiteral e -> true;
            case Expression.BigintLiteral e -> true;
            case Expression.BitLiteral e -> true;
            default -> false;
        };
    }

    private @Nullable Integer byName(Expression.ColumnRef ref, ExpressionKind kind) {
        String name = ref.names().getFirst();
        if (kind == ExpressionKind.GROUP_BY && level.expressions().columns().hasLocal(name, ref.position())) {
            return null;
        }
        Integer found = null;
        for (int i = 0; i < visible; i++) {
            if (!items.get(i).name.equals(name)) {
                continue;
            }
            if (found != null && !items.get(found).node.equals(items.get(i).node)) {
                throw new SqlException(SqlState.AMBIGUOUS_COLUMN, kind.clause() + " \"" + name + "\" is ambiguous")
                        .at(ref.position());
            }
            found = found == null ? Integer.valueOf(i) : found;
        }
        return found;
    }

    /** GROUP BY cannot name a column that is computed from groups. */
    private void checkReferred(int index, ExpressionKind kind) {
        if (kind != ExpressionKind.GROUP_BY) {
            return;
        }
        Trees.anyVariable(items.get(index).node, v -> {
            if (v instanceof LevelColumn c && c.level() == level && c.isAggregate()) {
                throw new SqlException(SqlState.GROUPING_ERROR, "aggregate functions are not allowed in GROUP BY")
                        .at(c.position());
            }
            return false;
        });
        if (Trees.hasOver(items.get(index).node)) {
            throw new SqlException(SqlState.WINDOWING_ERROR, "window functions are not allowed in GROUP BY")
                    .at(level.windowPosition);
        }
    }

    private int typed(int index) {
        Item item = items.get(index);
        if (Binding.isUnknown(item.node)) {
            RexNode text = binding.coercion.implicit(item.node, SqlType.TEXT, item.ast.start());
            items.set(index, new Item(item.name, text, item.ast));
        }
        return index;
    }

    /** Makes every column's type known, as DISTINCT does. */
    void typeAll() {
        for (int i = 0; i < visible; i++) {
            typed(i);
        }
    }
}

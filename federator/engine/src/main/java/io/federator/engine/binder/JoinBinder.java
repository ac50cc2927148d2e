package io.federator.engine.binder;

import io.federator.engine.binder.FromBinder.Source;
import io.federator.engine.binder.NamespaceItem.Column;
import io.federator.engine.binder.OperatorBinder.Operand;
import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.FromItem.JoinKind;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Joins: which names they show, and the tree. */
final class JoinBinder {
    private final Binding binding;
    private final Level level;
    private final FromBinder from;

    JoinBinder(Binding binding, Level level, FromBinder from) {
        this.binding = binding;
        this.level = level;
        this.from = from;
    }

    Source bind(FromItem.Join join) {
        boolean outer = join.kind() != JoinKind.INNER && join.kind() != JoinKind.CROSS;
        level.outerJoins += outer ? 1 : 0;
        Source left = from.bind(join.left());
        boolean lateral = join.kind() != JoinKind.RIGHT && join.kind() != JoinKind.FULL;
        left.visible().forEach(v -> FromBinder.setLateral(v, true, lateral));
        int outside = level.namespace.size();
        level.namespace.addAll(left.visible());
        Source right = from.bind(join.right());
        level.namespace.subList(outside, level.namespace.size()).clear();
        level.outerJoins -= outer ? 1 : 0;
        FromBinder.checkConflicts(left.visible(), right.visible());
        List<NamespaceItem> inner = new ArrayList<>(left.visible());
        inner.addAll(right.visible());
        inner.forEach(v -> FromBinder.setLateral(v, false, true));
        List<Merged> merged = merge(join, left, right);
        RexNode condition = condition(join, inner, merged);
        if (join.kind() == JoinKind.FULL && condition != null) {
            checkFull(condition, left, right);
        }
        RelNode rel = combine(left, right, type(join.kind()), condition);
        if (join.kind() == JoinKind.LEFT || join.kind() == JoinKind.FULL) {
            level.makeNullable(right.start(), right.end());
        }
        if (join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL) {
            level.makeNullable(left.start(), left.end());
        }
        return named(join, left, right, merged, rel, inner);
    }

    /** PostgreSQL finds the partners of a full join by equality only. */
    private void checkFull(RexNode condition, Source left, Source right) {
        List<RexNode> parts = RelOptUtil.conjunctions(binding.folder.withoutDeadParts(condition)).stream()
                .filter(part -> Trees.uses(part, level))
                .toList();
        boolean found = parts.isEmpty();
        for (RexNode part : parts) {
            if (part instanceof RexCall equal && part.isA(SqlKind.EQUALS)) {
                RexNode l = equal.getOperands().get(0);
                RexNode r = equal.getOperands().get(1);
                found |= (isOver(l, left) && isOver(r, right)) || (isOver(l, right) && isOver(r, left));
            }
        }
        if (!found) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "FULL JOIN is only supported with merge-joinable or hash-joinable join conditions");
        }
    }

    /** Whether an expression has columns of this side only. */
    private boolean isOver(RexNode node, Source side) {
        return Trees.uses(node, level)
                && !Trees.anyVariable(
                        node, v -> v instanceof LevelColumn c && c.level() == level && !side.holds(c.slot()));
    }

    private static JoinRelType type(JoinKind kind) {
        return switch (kind) {
            case INNER, CROSS -> JoinRelType.INNER;
            case LEFT -> JoinRelType.LEFT;
            case RIGHT -> JoinRelType.RIGHT;
            case FULL -> JoinRelType.FULL;
        };
    }

    /** A column of USING or NATURAL. */
    private record Merged(Column left, Column right) {}

    private List<Merged> merge(FromItem.Join join, Source left, Source right) {
        List<String> names = join.natural() ? common(left.main(), right.main()) : join.using();
        Set<String> seen = new HashSet<>();
        List<Merged> result = new ArrayList<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new SqlException(
                        SqlState.DUPLICATE_COLUMN,
                        "column name \"" + name + "\" appears more than once in USING clause");
            }
            Column l = side(left.main(), name, "left");
            Column r = side(right.main(), name, "right");
            result.add(new Merged(l, r));
        }
        return result;
    }

    private static List<String> common(NamespaceItem left, NamespaceItem right) {
        Set<String> inRight = new HashSet<>();
        right.columns.forEach(c -> inRight.add(c.name()));
        return left.columns.stream().map(Column::name).filter(inRight::contains).toList();
    }

    private static Column side(NamespaceItem item, String name, String side) {
        List<Column> found =
                item.columns.stream().filter(c -> c.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new SqlException(
                    SqlState.UNDEFINED_COLUMN,
                    "column \"" + name + "\" specified in USING clause does not exist in " + side + " table");
        }
        if (found.size() > 1) {
            throw new SqlException(
                    SqlState.AMBIGUOUS_COLUMN,
                    "common column name \"" + name + "\" appears more than once in " + side + " table");
        }
        return found.getFirst();
    }

    private @Nullable RexNode condition(FromItem.Join join, List<NamespaceItem> inner, List<Merged> merged) {
        Expression on = join.on();
        if (on != null) {
            List<NamespaceItem> saved = List.copyOf(level.namespace);
            level.namespace.clear();
            level.namespace.addAll(inner);
            RexNode condition =
                    level.in(ExpressionKind.JOIN_ON, () -> level.expressions().bindBoolean(on, "JOIN/ON"));
            level.namespace.clear();
            level.namespace.addAll(saved);
            return condition;
        }
        List<RexNode> equal = new ArrayList<>();
        for (Merged m : merged) {
            equal.add(level.expressions()
                    .operators()
                    .infix("=", new Operand(m.left.value(), 0), new Operand(m.right.value(), 0), 0));
        }
        return switch (equal.size()) {
            case 0 -> null;
            case 1 -> equal.getFirst();
            default -> binding.bool(SqlStdOperatorTable.AND, equal);
        };
    }

    private Source named(
            FromItem.Join join,
            Source left,
            Source right,
            List<Merged> merged,
            RelNode rel,
            List<NamespaceItem> inner) {
        List<Column> columns = new ArrayList<>();
        for (Merged m : merged) {
            columns.add(new Column(m.left.name(), value(m, join.kind())));
        }
        left.main().columns.stream()
                .filter(c -> merged.stream().noneMatch(m -> m.left.equals(c)))
                .forEach(columns::add);
        right.main().columns.stream()
                .filter(c -> merged.stream().noneMatch(m -> m.right.equals(c)))
                .forEach(columns::add);
        Alias alias = join.alias();
        String name = alias == null ? null : alias.name();
        columns.replaceAll(c -> c.withValue(ColumnResolver.here(c.value(), 0)));
        NamespaceItem own = new NamespaceItem(
                name, null, null, FromBinder.renamed(columns, alias, name == null ? "unnamed_join" : name));
        own.maybeMissing = level.outerJoins > 0;
        own.isJoin = true;
        own.nameVisible = name != null;
        List<NamespaceItem> visible = new ArrayList<>();
        if (alias == null) {
            inner.forEach(v -> v.columnsVisible = false);
            visible.addAll(inner);
        }
        Alias usingAlias = join.usingAlias();
        // The name of the whole join hides that of its merged columns, too.
        if (usingAlias != null && alias == null) {
            NamespaceItem onlyMerged =
                    new NamespaceItem(usingAlias.name(), null, null, columns.subList(0, merged.size()));
            onlyMerged.columnsVisible = false;
            FromBinder.checkConflicts(visible, List.of(onlyMerged));
            visible.add(onlyMerged);
        }
        visible.add(own);
        level.everything.add(own);
        return new Source(rel, left.start(), right.end(), own, visible);
    }

    private RexNode value(Merged merged, JoinKind kind) {
        List<RexNode> sides = List.of(merged.left.value(), merged.right.value());
        SqlType type = binding.coercion.commonType("JOIN/USING", sides, List.of(0, 0));
        RexNode l = side(merged.left, type);
        RexNode r = side(merged.right, type);
        return switch (kind) {
            case INNER, CROSS -> l instanceof LevelColumn || !(r instanceof LevelColumn) ? l : r;
            case LEFT -> l;
            case RIGHT -> r;
            case FULL -> binding.standard(SqlStdOperatorTable.COALESCE, type, true, l, r);
        };
    }

    private RexNode side(Column column, SqlType type) {
        return binding.coercion.relabel(ColumnResolver.here(column.value(), 0), type);
    }

    /** The tree of a join; a right side that uses columns of the left one is correlated with it. */
    RelNode combine(Source left, Source right, JoinRelType type, @Nullable RexNode condition) {
        boolean lateral = Trees.anyVariable(
                right.rel(), v -> v instanceof LevelColumn c && c.level() == level && left.holds(c.slot()));
        return lateral ? correlate(left, right, type, condition) : join(left, right, type, condition);
    }

    private RelNode join(Source left, Source right, JoinRelType type, @Nullable RexNode condition) {
        RexNode always = binding.rex.makeLiteral(true);
        RelNode cross = LogicalJoin.create(left.rel(), right.rel(), List.of(), always, Set.of(), JoinRelType.INNER);
        if (type == JoinRelType.INNER && (condition == null || Trees.hasSubQuery(condition))) {
            return Placement.filter(level, cross, condition, fields(left, right));
        }
        RelDataType row = cross.getRowType();
        Placement placement = new Placement(level, cross, row, fields(left, right));
        RexNode placed = condition == null ? always : placement.place(condition);
        return LogicalJoin.create(left.rel(), right.rel(), List.of(), placed, placement.variables(), type);
    }

    private RelNode correlate(Source left, Source right, JoinRelType type, @Nullable RexNode condition) {
        RelNode inner = right.rel();
        if (type == JoinRelType.LEFT) {
            inner = Placement.filter(level, inner, condition, slot -> right.holds(slot) ? slot - right.start() : -1);
        }
        CorrelationId id = binding.cluster.createCorrel();
        Placement placement = Placement.over(level, left.rel(), slot -> left.holds(slot) ? slot - left.start() : -1);
        RelNode correlated = placement.correlate(inner, id);
        RelNode rel = LogicalCorrelate.create(left.rel(), correlated, List.of(), id, placement.correlated(), type);
        return type == JoinRelType.LEFT ? rel : Placement.filter(level, rel, condition, fields(left, right));
    }

    private static IntUnaryOperator fields(Source left, Source right) {
        return slot -> slot >= left.start() && slot < right.end() ? slot - left.start() : -1;
    }
}

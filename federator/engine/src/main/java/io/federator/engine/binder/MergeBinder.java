package io.federator.engine.binder;

import io.federator.engine.binder.BoundWrite.MergeAction;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.parser.ast.WriteStatement.Action;
import io.federator.engine.parser.ast.WriteStatement.Match;
import io.federator.engine.parser.ast.WriteStatement.When;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * MERGE: the target joined with the source, as outer as the WHENs ask for; a column with the number of the WHEN that is for the row;
 * and the values of each WHEN, computed for its own rows only.
 */
final class MergeBinder {
    private final Binding binding;
    private final WriteBinder writes;

    MergeBinder(Binding binding, WriteBinder writes) {
        this.binding = binding;
        this.writes = writes;
    }

    BoundWrite bind(WriteStatement.Merge merge) {
        checkReachable(merge.whens());
        Level level = writes.level(merge.with());
        FromBinder from = new FromBinder(binding, level);
        FromBinder.Source bare = from.target(merge.table());
        FederatedTable table = WriteBinder.table(bare, merge.table(), "merge into");
        FromBinder.Source target = from.withPresence(bare);
        RexNode targetThere = level.column(level.width() - 1, 0);
        FromBinder.Source source = from.withPresence(from.bind(merge.source()));
        RexNode sourceThere = level.column(level.width() - 1, 0);
        FromBinder.checkConflicts(target.visible(), source.visible());
        List<NamespaceItem> both = new ArrayList<>(source.visible());
        both.addAll(target.visible());
        RexNode on = within(
                level,
                both,
                () -> level.in(ExpressionKind.JOIN_ON, () -> level.expressions().bindBoolean(merge.on(), "JOIN/ON")));
        JoinRelType type = type(merge.whens());
        RelNode joined = new JoinBinder(binding, level, from).combine(target, source, type, on);
        if (type.generatesNullsOnLeft()) {
            level.makeNullable(target.start(), target.end());
        }
        if (type.generatesNullsOnRight()) {
            level.makeNullable(source.start(), source.end());
        }
        int width = level.width();
        List<RexNode> choice = new ArrayList<>();
        List<MergeAction> actions = new ArrayList<>();
        List<List<RexNode>> values = new ArrayList<>();
        int start = width + 1;
        for (When when : merge.whens()) {
            List<NamespaceItem> visible = switch (when.match()) {
                case MATCHED -> both;
                case NOT_MATCHED_BY_TARGET -> source.visible();
                case NOT_MATCHED_BY_SOURCE -> target.visible();
            };
            int begin = start;
            Bound bound = within(level, visible, () -> action(level, table, when, begin));
            choice.add(condition(level, visible, when, targetThere, sourceThere));
            choice.add(binding.constant(SqlType.INT4, actions.size()));
            actions.add(bound.action());
            values.add(bound.values());
            start += bound.values().size();
        }
        choice.add(binding.constant(SqlType.INT4, null));
        RelNode rows = rows(level, joined, choice, values);
        level.namespace.addAll(both);
        Optional<BoundWrite.BoundReturning> returning =
                new ReturningBinder(binding, level, target.main(), table).bind(merge.returning(), true);
        WithBinder.checkUnused(binding, level);
        return new BoundWrite.Merge(table, writes.finished(rows), width, actions, returning);
    }

    private static void checkReachable(List<When> whens) {
        Set<Match> closed = EnumSet.noneOf(Match.class);
        for (When when : whens) {
            if (closed.contains(when.match())) {
                throw new SqlException(
                        SqlState.SYNTAX_ERROR, "unreachable WHEN clause specified after unconditional WHEN clause");
            }
            if (when.condition() == null) {
                closed.add(when.match());
            }
        }
    }

    private static JoinRelType type(List<When> whens) {
        boolean target = whens.stream().anyMatch(when -> when.match() == Match.NOT_MATCHED_BY_SOURCE);
        boolean source = whens.stream().anyMatch(when -> when.match() == Match.NOT_MATCHED_BY_TARGET);
        if (target && source) {
            return JoinRelType.FULL;
        }
        return target ? JoinRelType.LEFT : source ? JoinRelType.RIGHT : JoinRelType.INNER;
    }

    private static <T> T within(Level level, List<NamespaceItem> visible, java.util.function.Supplier<T> work) {
        level.namespace.addAll(visible);
        try {
            return work.get();
        } finally {
            level.namespace.clear();
        }
    }

    private RexNode condition(
            Level level, List<NamespaceItem> visible, When when, RexNode targetThere, RexNode sourceThere) {
        List<RexNode> conditions = new ArrayList<>();
        conditions.add(there(level, targetThere, when.match() != Match.NOT_MATCHED_BY_TARGET));
        conditions.add(there(level, sourceThere, when.match() != Match.NOT_MATCHED_BY_SOURCE));
        Expression written = when.condition();
        if (written != null) {
            conditions.add(within(
                    level,
                    visible,
                    () -> level.in(
                            ExpressionKind.MERGE_WHEN, () -> level.expressions().bindBoolean(written, "WHEN"))));
        }
        return binding.bool(SqlStdOperatorTable.AND, conditions);
    }

    /** Over the marker as the join has it: an outer join may have made it nullable. */
    private RexNode there(Level level, RexNode marker, boolean is) {
        RexNode now = level.column(((LevelColumn) marker).slot(), 0);
        return binding.bool(is ? SqlStdOperatorTable.IS_NOT_NULL : SqlStdOperatorTable.IS_NULL, now);
    }

    private record Bound(MergeAction action, List<RexNode> values) {}

    private Bound action(Level level, FederatedTable table, When when, int start) {
        return switch (when.action()) {
            case Action.Nothing a -> new Bound(new MergeAction.Nothing(), List.of());
            case Action.Delete a -> new Bound(new MergeAction.Delete(), List.of());
            case Action.Update a -> {
                AssignmentBinder assignments = new AssignmentBinder(binding, level, table);
                a.assignments().forEach(assignments::bind);
                yield new Bound(
                        new MergeAction.Update(assignments.columns(), assignments.toDefault(), start),
                        assignments.values());
            }
            case Action.Insert a -> insert(level, table, a, start);
        };
    }

    private Bound insert(Level level, FederatedTable table, Action.Insert insert, int start) {
        List<Integer> columns = InsertBinder.columns(table, insert.columns());
        if (insert.values().size() > columns.size()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "INSERT has more expressions than target columns")
                    .at(insert.values().get(columns.size()).start());
        }
        if (insert.values().size() < columns.size() && !insert.columns().isEmpty()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "INSERT has more target columns than expressions")
                    .at(insert.columns().get(insert.values().size()).position());
        }
        NewValues row = new NewValues(binding, table, insert.columns());
        level.in(ExpressionKind.VALUES, () -> row.addAll(columns, insert.values(), level.expressions()));
        return new Bound(new MergeAction.Insert(row.columns(), insert.overriding(), start), row.values());
    }

    private RelNode rows(Level level, RelNode joined, List<RexNode> choice, List<List<RexNode>> values) {
        List<RexNode> nodes = WriteBinder.columns(level);
        nodes.add(binding.standard(SqlStdOperatorTable.CASE, SqlType.INT4, true, choice.toArray(RexNode[]::new)));
        RelNode chosen = WriteBinder.project(level, joined, nodes);
        int number = level.add(new Level.Field("", binding.types.of(SqlType.INT4, true), 0, 0));
        List<RexNode> all = new ArrayList<>(WriteBinder.columns(level));
        for (int i = 0; i < values.size(); i++) {
            RexNode own = binding.bool(
                    SqlStdOperatorTable.EQUALS, level.column(number, 0), binding.constant(SqlType.INT4, i));
            for (RexNode value : values.get(i)) {
                SqlType type = Binding.typeOf(value);
                all.add(binding.standard(
                        SqlStdOperatorTable.CASE, type, true, own, value, binding.constant(type, null)));
            }
        }
        RelNode result = WriteBinder.project(level, chosen, all);
        level.remove(Objects.checkIndex(number, level.width()));
        return result;
    }
}

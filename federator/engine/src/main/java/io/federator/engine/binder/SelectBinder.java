package io.federator.engine.binder;

import io.federator.engine.binder.AggregateUse.SortKey;
import io.federator.engine.collation.TextOrder;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.SortItem;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A SELECT with the ORDER BY and LIMIT around it. */
final class SelectBinder {
    private final Binding binding;
    private final Level level;
    private final TargetList targets;

    SelectBinder(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
        this.targets = new TargetList(binding, level);
    }

    /**
     * ORDER BY.
     *
     * @param item the target that is sorted by
     */
    record Order(int item, SortItem ast) {}

    /** @param namesOnly whether ORDER BY may only name columns, as behind a set operation */
    QueryResult bind(QueryBody.Select select, Query query, boolean namesOnly) {
        RelNode from = new FromBinder(binding, level).bind(select.from());
        WindowBinder windows = level.expressions().calls().windows();
        windows.define(select.windows());
        targets.bind(select.targets());
        RexNode where = condition(select.where(), ExpressionKind.WHERE);
        RexNode having = condition(select.having(), ExpressionKind.HAVING);
        List<Order> order = order(query.orderBy());
        if (namesOnly && targets.items().size() > targets.visible()) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "invalid UNION/INTERSECT/EXCEPT ORDER BY clause")
                    .withDetail("Only result column names can be used, not expressions or functions.")
                    .withHint("Add the expression/function to every SELECT, or move the UNION into a FROM clause.")
                    .at(targets.items().getLast().ast().start());
        }
        GroupBinder.Groups groups = new GroupBinder(binding, targets).bind(select);
        Distinctness distinct = distinct(select.distinct(), order);
        LimitBinder limits = new LimitBinder(binding, level);
        LimitBinder.Limits limit = limits.bind(query);
        List<Integer> kept = kept(order, distinct);
        if (level.readsItself && !level.aggregates.isEmpty()) {
            throw new SqlException(
                            SqlState.INVALID_RECURSION,
                            "aggregate functions are not allowed in a recursive query's recursive term")
                    .at(level.aggregatePosition);
        }
        RelNode filtered = Placement.filter(level, from, where, slot -> slot);
        boolean aggregated = !level.aggregates.isEmpty() || !select.groupBy().isEmpty() || having != null;
        Stage stage = aggregated ? aggregated(filtered, groups, having, kept) : plain(filtered, kept);
        List<SortKey> keys = keys(order);
        List<RelFieldCollation> collations = new ArrayList<>();
        List<TextOrder> texts = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            collations.add(keys.get(i).on(kept.indexOf(order.get(i).item)));
            SortItem ast = order.get(i).ast;
            texts.add(binding.collations.order(
                    List.of(keys.get(i).node()), ast.expression().start()));
        }
        List<Integer> on = distinct.on().stream().map(kept::indexOf).toList();
        LateExpansion late = new LateExpansion(binding, level.hasWindowCalls);
        if (!order.isEmpty() && late.applies(stage, named(kept, order, distinct, groups))) {
            if (!limit.withTies()) {
                RowOrder sorted = new RowOrder(binding, List.of(), collations, texts, false, on, limit);
                RelNode rows = late.rows(stage, sorted, names(kept), limit.isAny());
                return late.order(rows, columns(rows), kept.size(), limit).apply(rows);
            }
            if (!on.isEmpty()) {
                throw ExpressionBinder.unsupported("DISTINCT ON with set-returning functions and WITH TIES", 0);
            }
        }
        RelNode rows = new Projection(binding, level.hasWindowCalls).project(stage, names(kept), limit.isAny());
        return new RowOrder(binding, columns(rows), collations, texts, distinct.rows(), on, limit).apply(rows);
    }

    /** Where the columns are among the kept ones that rows are sorted, told apart or grouped by. */
    private List<Integer> named(
            List<Integer> kept, List<Order> order, Distinctness distinct, GroupBinder.Groups groups) {
        LinkedHashSet<Integer> named = new LinkedHashSet<>();
        order.forEach(o -> named.add(kept.indexOf(o.item)));
        distinct.on().forEach(item -> named.add(kept.indexOf(item)));
        if (distinct.rows()) {
            IntStream.range(0, targets.visible()).forEach(named::add);
        }
        groups.targets().keySet().stream().filter(kept::contains).forEach(item -> named.add(kept.indexOf(item)));
        return List.copyOf(named);
    }

    /** The targets that the rows hold: the select list, and behind it what ORDER BY and DISTINCT ON need. */
    private List<Integer> kept(List<Order> order, Distinctness distinct) {
        LinkedHashSet<Integer> kept = new LinkedHashSet<>();
        for (int i = 0; i < targets.visible(); i++) {
            kept.add(i);
        }
        order.forEach(o -> kept.add(o.item));
        kept.addAll(distinct.on());
        return List.copyOf(kept);
    }

    private Stage plain(RelNode input, List<Integer> kept) {
        return new Stage(level, input, nodes(kept), List.copyOf(level.setFunctions), slot -> slot);
    }

    /**
     * What the select list is computed over.
     *
     * @param level the level whose columns {@code nodes} name
     * @param sets the set-returning functions, null for those that have multiplied the input already
     * @param fields where these columns are
     */
    record Stage(
            Level level,
            RelNode input,
            List<RexNode> nodes,
            List<Level.@Nullable SetFunctionUse> sets,
            IntUnaryOperator fields) {}

    private @Nullable RexNode condition(@Nullable Expression expression, ExpressionKind kind) {
        return expression == null
                ? null
                : level.in(kind, () -> level.expressions().bindBoolean(expression, kind.clause()));
    }

    private List<Order> order(List<SortItem> items) {
        List<Order> result = new ArrayList<>();
        for (SortItem item : items) {
            int target = targets.find(item.expression(), ExpressionKind.ORDER_BY);
            if (result.stream().noneMatch(o -> o.item == target)) {
                SortKeys.of(binding, targets.node(target), item);
                result.add(new Order(target, item));
            }
        }
        return result;
    }

    private List<SortKey> keys(List<Order> order) {
        return order.stream()
                .map(o -> SortKeys.of(binding, targets.node(o.item), o.ast))
                .toList();
    }

    /** DISTINCT: of whole rows, or by these targets. */
    record Distinctness(boolean rows, List<Integer> on) {}

    private Distinctness distinct(QueryBody.@Nullable Distinct distinct, List<Order> order) {
        if (distinct == null) {
            return new Distinctness(false, List.of());
        }
        if (distinct.on().isEmpty()) {
            targets.typeAll();
            for (int i = 0; i < targets.visible(); i++) {
                TargetList.Item item = targets.items().get(i);
                SortKeys.checkEquality(
                        binding, Binding.typeOf(item.node()), item.ast().start());
            }
            for (Order o : order) {
                if (o.item >= targets.visible()) {
                    throw new SqlException(
                                    SqlState.INVALID_COLUMN_REFERENCE,
                                    "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
                            .at(o.ast.expression().start());
                }
            }
            return new Distinctness(true, List.of());
        }
        List<Integer> on = new ArrayList<>();
        for (Expression expression : distinct.on()) {
            int target = targets.find(expression, ExpressionKind.DISTINCT_ON);
            SortKeys.checkEquality(binding, Binding.typeOf(targets.node(target)), expression.start());
            on.add(target);
        }
        checkOnOrder(distinct, on, order);
        return new Distinctness(false, on);
    }

    /** ORDER BY begins with the expressions of DISTINCT ON, in any order. */
    private static void checkOnOrder(QueryBody.Distinct distinct, List<Integer> on, List<Order> order) {
        boolean skipped = false;
        List<Integer> matched = new ArrayList<>();
        for (Order o : order) {
            if (!on.contains(o.item)) {
                skipped = true;
            } else if (skipped) {
                throw mismatch(distinct.on().get(on.indexOf(o.item)).start());
            } else {
                matched.add(o.item);
            }
        }
        for (int i = 0; i < on.size(); i++) {
            if (skipped && !matched.contains(on.get(i))) {
                throw mismatch(distinct.on().get(i).start());
            }
        }
    }

    private static SqlException mismatch(int position) {
        return new SqlException(
                        SqlState.INVALID_COLUMN_REFERENCE,
                        "SELECT DISTINCT ON expressions must match initial ORDER BY expressions")
                .at(position);
    }

    private List<RexNode> nodes(List<Integer> kept) {
        return kept.stream().map(i -> stored(targets.items().get(i))).toList();
    }

    /** What the tree holds for a target; for one whose type a set operation decides later, a text or NULL in its place. */
    private RexNode stored(TargetList.Item item) {
        if (item.node() instanceof UnknownLiteral literal) {
            return binding.constant(SqlType.TEXT, literal.value());
        }
        return Binding.isUnknown(item.node()) ? binding.constant(SqlType.TEXT, null) : item.node();
    }

    private Stage aggregated(RelNode input, GroupBinder.Groups groups, @Nullable RexNode having, List<Integer> kept) {
        Aggregation aggregation = new Aggregation(binding, level, groups);
        List<RexNode> nodes = kept.stream()
                .map(i -> aggregation.rewriteTarget(i, stored(targets.items().get(i))))
                .toList();
        RexNode condition = having == null ? null : aggregation.rewrite(having);
        aggregation.checkDirect();
        List<Level.@Nullable SetFunctionUse> sets = new ArrayList<>();
        for (int i = 0; i < level.setFunctions.size(); i++) {
            Level.SetFunctionUse use = level.setFunctions.get(i);
            sets.add(
                    groupsSet(groups, i)
                            ? null
                            : new Level.SetFunctionUse(aggregation.rewrite(use.call()), use.name()));
        }
        ExpandedRows rows = new Projection(binding, false).expanded(plain(input, List.of()), i -> groupsSet(groups, i));
        RelNode aggregate = aggregation.build(rows.rel(), rows::field);
        RelNode filtered = Placement.filter(aggregation.groups(), aggregate, condition, aggregation.fields());
        return new Stage(aggregation.groups(), filtered, nodes, sets, aggregation.fields());
    }

    /** Whether rows are grouped by what a set-returning function returns, which then multiplies rows before the grouping. */
    private boolean groupsSet(GroupBinder.Groups groups, int index) {
        return groups.expressions().stream().anyMatch(e -> usesSet(e, index))
                || IntStream.range(index + 1, level.setFunctions.size())
                        .anyMatch(i -> usesSet(level.setFunctions.get(i).call(), index) && groupsSet(groups, i));
    }

    private boolean usesSet(RexNode node, int index) {
        return Trees.anyVariable(
                node,
                v -> v instanceof LevelColumn c && c.level() == level && c.slot() == LevelColumn.SET_FUNCTIONS + index);
    }

    private List<String> names(List<Integer> kept) {
        List<String> names = kept.stream()
                .map(i -> targets.items().get(i).name())
                .map(n -> n.isEmpty() ? "order" : n)
                .toList();
        return QueryResult.unique(names, names.size());
    }

    private List<OutputColumn> columns(RelNode rows) {
        List<OutputColumn> result = new ArrayList<>();
        for (int i = 0; i < targets.visible(); i++) {
            TargetList.Item item = targets.items().get(i);
            int table = 0;
            int attribute = 0;
            if (item.node() instanceof LevelColumn column && column.slot() < LevelColumn.AGGREGATES) {
                Level.Field field = column.level().field(column.slot());
                table = field.tableOid();
                attribute = field.attribute();
            }
            RexNode value = Binding.isUnknown(item.node()) ? item.node() : RexInputRef.of(i, rows.getRowType());
            int position = item.ast().start();
            result.add(new OutputColumn(
                    item.name(),
                    value,
                    table,
                    attribute,
                    position,
                    binding.collations.ofColumn(List.of(item.node()), position)));
        }
        return result;
    }
}

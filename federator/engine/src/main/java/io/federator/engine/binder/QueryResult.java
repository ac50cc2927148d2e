package io.federator.engine.binder;

import io.federator.engine.rel.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * A bound query.
 *
 * @param rel one field for each column
 * @param untrimmed {@code rel} before the columns that only ORDER BY needs were taken away
 * @param collation the order of {@code untrimmed}, null without ORDER BY
 */
record QueryResult(RelNode rel, RelNode untrimmed, @Nullable RelCollation collation, List<OutputColumn> columns) {
    QueryResult {
        columns = List.copyOf(columns);
    }

    /** A tree whose fields are the columns. */
    static QueryResult of(RelNode rel, List<String> names) {
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new OutputColumn(names.get(i), RexInputRef.of(i, rel.getRowType()), 0, 0, 0));
        }
        return new QueryResult(rel, rel, null, columns);
    }

    RexNode column(int index) {
        return columns.get(index).value();
    }

    List<String> names() {
        return columns.stream().map(OutputColumn::name).toList();
    }

    /** With what was still of unknown type made text. */
    QueryResult resolved(Binding binding) {
        if (columns.stream().noneMatch(c -> Binding.isUnknown(c.value()))) {
            return this;
        }
        List<RexNode> values =
                columns.stream().map(c -> binding.coercion.resolved(c.value())).toList();
        return over(project(values));
    }

    /** The same marked for what PostgreSQL does with constants in it. */
    QueryResult fenced(Fence.@Nullable Kind kind) {
        return kind == null ? this : fenced(Fence.of(kind));
    }

    QueryResult fenced(Fence fence) {
        return new QueryResult(fence.on(rel), untrimmed, collation, columns);
    }

    /** The same columns as fields of another tree. */
    QueryResult over(RelNode newRel) {
        List<OutputColumn> result = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            result.add(columns.get(i).withValue(RexInputRef.of(i, newRel.getRowType())));
        }
        return new QueryResult(newRel, newRel, null, result);
    }

    /** A projection of the tree, or the tree itself where it would change nothing. */
    RelNode project(List<RexNode> values) {
        boolean identity = values.size() == rel.getRowType().getFieldCount();
        for (int i = 0; identity && i < values.size(); i++) {
            identity = values.get(i) instanceof RexInputRef ref && ref.getIndex() == i;
        }
        return identity ? rel : LogicalProject.create(rel, List.of(), values, unique(names(), values.size()), Set.of());
    }

    /** Distinct field names out of the columns' names. */
    static List<String> unique(List<String> names, int count) {
        List<String> result = new ArrayList<>(names.subList(0, Math.min(count, names.size())));
        while (result.size() < count) {
            result.add("EXPR$" + result.size());
        }
        return SqlValidatorUtil.uniquify(result, true);
    }
}

package io.federator.engine.binder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * One query level: a SELECT, or the outer part of a set operation. Its columns are those of all FROM items in the order of the
 * text, which is also their order in the row that FROM makes. Expressions name them by {@link LevelColumn}s, whatever level they
 * are in, until they are placed into the tree.
 */
final class Level {
    final @Nullable Level parent;
    final List<NamespaceItem> namespace = new ArrayList<>();
    /** Every item that FROM has named, visible or not, for the hints in errors. */
    final List<NamespaceItem> everything = new ArrayList<>();

    final List<CommonQuery> commonQueries = new ArrayList<>();
    final List<AggregateUse> aggregates = new ArrayList<>();
    final List<SetFunctionUse> setFunctions = new ArrayList<>();
    final Map<String, WindowBinder.Definition> windows = new HashMap<>();
    /** Where the arguments of GROUPING are. */
    final Map<AggregateUse, Integer> groupingPositions = new HashMap<>();

    boolean hasWindowCalls;
    /** Whether a recursive query names itself in this level's FROM. */
    boolean readsItself;

    /** Where the first aggregate of this level is. */
    int aggregatePosition;

    /** How many outer joins are around the item of FROM that is being bound. */
    int outerJoins;

    ExpressionKind kind = ExpressionKind.SELECT;
    /** Whether a subquery of FROM being bound right now is marked LATERAL. */
    boolean lateralActive;
    /** The construct around the expression being bound in which set-returning functions have no meaning, such as CASE. */
    @Nullable String setsForbiddenIn;

    /** Where the action of MERGE is that has written the row; -1 where there is none. */
    int mergeAction = -1;

    /** When an expression last named a column of this level, of this query or of one inside it. */
    int namedAt;

    /** Where the last window function bound is, for errors about it. */
    int windowPosition;

    private final Binding binding;
    private final int id;
    private final List<Field> fields = new ArrayList<>();
    private final ExpressionBinder expressions;

    Level(Binding binding, @Nullable Level parent) {
        this.binding = binding;
        this.parent = parent;
        this.id = binding.nextLevel();
        this.expressions = new ExpressionBinder(binding, this);
    }

    /**
     * A column.
     *
     * @param tableOid the table that it comes from unchanged, else 0
     * @param attribute its number there from 1, else 0
     * @param collation null where its type decides
     */
    record Field(String name, RelDataType type, int tableOid, int attribute, Collations.@Nullable Derived collation) {
        Field(String name, RelDataType type, int tableOid, int attribute) {
            this(name, type, tableOid, attribute, null);
        }
    }

    /** Whether it is that level or inside of it. */
    boolean isWithin(Level other) {
        return this == other || (parent != null && parent.isWithin(other));
    }

    int id() {
        return id;
    }

    ExpressionBinder expressions() {
        return expressions;
    }

    /** The number of columns so far. */
    int width() {
        return fields.size();
    }

    Field field(int slot) {
        return fields.get(slot);
    }

    int add(Field field) {
        fields.add(field);
        return fields.size() - 1;
    }

    /** Takes the last column away again. */
    void remove(int slot) {
        fields.remove(slot);
    }

    /** The columns of an outer join's other side. */
    void makeNullable(int from, int to) {
        for (int i = from; i < to; i++) {
            Field f = fields.get(i);
            fields.set(i, new Field(f.name, binding.nullable(f.type), f.tableOid, f.attribute, f.collation));
        }
    }

    /** A column that an expression names. */
    LevelColumn named(int slot, int position) {
        namedAt = binding.nextMoment();
        return column(slot, position);
    }

    LevelColumn column(int slot, int position) {
        return new LevelColumn(this, slot, fields.get(slot).type, position);
    }

    /** The result of an aggregate of this level; equal calls share one. */
    LevelColumn aggregate(AggregateUse use, int position) {
        if (aggregates.isEmpty()) {
            aggregatePosition = position;
        }
        int index = aggregates.indexOf(use);
        if (index < 0 || use.isVolatile()) {
            aggregates.add(use);
            index = aggregates.size() - 1;
        }
        return new LevelColumn(this, LevelColumn.AGGREGATES + index, use.type(), position);
    }

    LevelColumn setFunction(SetFunctionUse use, int position) {
        int index = setFunctions.indexOf(use);
        if (index < 0 || Trees.isVolatile(use.call)) {
            setFunctions.add(use);
            index = setFunctions.size() - 1;
        }
        return new LevelColumn(this, LevelColumn.SET_FUNCTIONS + index, binding.nullable(use.call.getType()), position);
    }

    /** Runs with another kind of clause. */
    <T> T in(ExpressionKind newKind, Supplier<T> work) {
        ExpressionKind saved = kind;
        kind = newKind;
        try {
            return work.get();
        } finally {
            kind = saved;
        }
    }

    /** A set-returning function of the select list: its call and the one column that it gives. */
    record SetFunctionUse(RexNode call, String name) {}
}

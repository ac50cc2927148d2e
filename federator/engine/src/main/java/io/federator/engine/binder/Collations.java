package io.federator.engine.binder;

import io.federator.engine.collation.TextOrder;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Which collation an expression has, by PostgreSQL's rules of explicit and implicit derivation, and what becomes of operations
 * that depend on it. COLLATE is a call of {@link #MARK} while the statement is being bound, and gone afterwards; comparisons by
 * another order than code points become comparisons of keys. Used by one thread.
 */
final class Collations {
    static final String KEY = "collation.key";
    private static final String TEXT = "collation.text";
    private static final PgOperator MARK = PgOperator.immutable("collation.mark");
    private static final String DEFAULT = "default";

    private final Binding binding;
    private final TextOrder deployment;
    private final IdentityHashMap<RelNode, Derived> subqueries = new IdentityHashMap<>();
    private final IdentityHashMap<RexNode, Derived> columns = new IdentityHashMap<>();
    private final IdentityHashMap<RexNode, Integer> places = new IdentityHashMap<>();
    /** Whether the statement says COLLATE anywhere; without, all is the deployment's order or that of names. */
    private boolean marked;

    Collations(Binding binding, TextOrder deployment) {
        this.binding = binding;
        this.deployment = deployment;
    }

    /** How an expression came to its collation; a later one prevails. */
    enum Strength {
        NONE,
        IMPLICIT,
        CONFLICT,
        EXPLICIT
    }

    /**
     * The collation of an expression.
     *
     * @param name as in pg_collation, {@code default} for the deployment's own
     * @param position of the COLLATE that made it explicit
     */
    record Derived(Strength strength, String name, TextOrder order, int position) {
        Derived(Strength strength, String name, TextOrder order) {
            this(strength, name, order, 0);
        }

        /** Of a column that a query gives. */
        Derived asColumn() {
            return strength == Strength.EXPLICIT ? new Derived(Strength.IMPLICIT, name, order) : this;
        }
    }

    private Derived none() {
        return new Derived(Strength.NONE, DEFAULT, deployment);
    }

    /** {@code operand COLLATE name}; the operand is of a type that has collations. */
    RexNode mark(RexNode operand, String name, int position) {
        String known = name.equals(DEFAULT) ? name : order(name, position).name();
        marked = true;
        RexNode mark =
                binding.rex.makeCall(operand.getType(), MARK, List.of(operand, binding.constant(SqlType.TEXT, known)));
        places.put(mark, position);
        return mark;
    }

    private TextOrder order(String name, int position) {
        return name.equals(DEFAULT)
                ? deployment
                : TextOrder.named(name)
                        .orElseThrow(() -> new SqlException(
                                        SqlState.UNDEFINED_OBJECT,
                                        "collation \"" + name + "\" for encoding \"UTF8\" does not exist")
                                .at(position));
    }

    static boolean isMark(RexCall call) {
        return call.getOperator().equals(MARK);
    }

    /** Notes what a scalar subquery's only column has. */
    void note(RelNode subquery, @Nullable Derived column) {
        if (column != null) {
            subqueries.put(subquery, column);
        }
    }

    /** Notes what a column of a subquery has where the column is compared inside of it. */
    void note(RexNode column, @Nullable Derived derived) {
        if (derived != null) {
            columns.put(column, derived);
        }
    }

    Derived of(RexNode node, int position) {
        Derived noted = columns.get(node);
        if (noted != null) {
            return noted;
        }
        SqlType type = Binding.typeOf(node);
        if (!isCollatable(type)) {
            return none();
        }
        return switch (node) {
            case LevelColumn column -> ofColumn(column, type, position);
            case RexSubQuery query -> subqueries.getOrDefault(query.rel, ofType(type));
            case RexCall call
            when call.getOperator().equals(MARK) -> {
                String name = constant(call);
                yield new Derived(Strength.EXPLICIT, name, order(name, position), places.getOrDefault(call, position));
            }
            case RexCall call
            when call.getOperator().getName().equals(TEXT) -> {
                String name = constant(call);
                boolean own = name.equals(deployment.name());
                yield own ? ofType(type) : new Derived(Strength.EXPLICIT, name, order(name, position));
            }
            case RexCall call -> {
                Derived merged = merged(call.getOperands(), position);
                yield merged.strength == Strength.NONE ? ofType(type) : merged;
            }
            default -> ofType(type);
        };
    }

    private static String constant(RexCall call) {
        return (String)
                Objects.requireNonNull(Constant.valueOf(call.getOperands().getLast()));
    }

    private Derived ofColumn(LevelColumn column, SqlType type, int position) {
        if (column.isAggregate()) {
            AggregateUse use = column.level().aggregates.get(column.slot() - LevelColumn.AGGREGATES);
            Derived merged = merged(use.arguments(), position);
            return merged.strength == Strength.NONE ? ofType(type) : merged;
        }
        Derived known = column.isSetFunction()
                ? null
                : column.level().field(column.slot()).collation();
        return known == null ? ofType(type) : known;
    }

    /** Names are in the order of C, whatever the deployment's. */
    private Derived ofType(SqlType type) {
        return type.is(TypeKind.NAME)
                ? new Derived(Strength.IMPLICIT, TextOrder.C.name(), TextOrder.C)
                : new Derived(Strength.IMPLICIT, DEFAULT, deployment);
    }

    private static boolean isCollatable(SqlType type) {
        SqlType element = type.element();
        return element == null ? type.kind().isText() : element.kind().isText();
    }

    /**
     * The collation that an operation over these has.
     *
     * @throws SqlException 42P21 when two are explicit and differ
     */
    private Derived merged(List<RexNode> nodes, int position) {
        Derived merged = none();
        for (RexNode node : nodes) {
            merged = merge(merged, of(node, position), position);
        }
        return merged;
    }

    static Derived merge(Derived first, Derived second, int position) {
        int order = second.strength.compareTo(first.strength);
        if (order != 0) {
            return order > 0 ? second : first;
        }
        if (first.name.equals(second.name) || first.strength == Strength.NONE || first.strength == Strength.CONFLICT) {
            return first;
        }
        if (first.strength == Strength.EXPLICIT) {
            throw new SqlException(
                            SqlState.COLLATION_MISMATCH,
                            "collation mismatch between explicit collations \"" + first.name + "\" and \"" + second.name
                                    + "\"")
                    .at(second.position > 0 ? second.position : position);
        }
        if (first.name.equals(DEFAULT) || second.name.equals(DEFAULT)) {
            return first.name.equals(DEFAULT) ? second : first;
        }
        return new Derived(Strength.CONFLICT, first.name, first.order);
    }

    /** Refuses an operation over expressions that are explicitly of different collations. */
    void check(List<RexNode> operands) {
        if (marked) {
            merged(operands, 0);
        }
    }

    /** The collation of a query's column made of these, null where nothing but its type decides. */
    @Nullable Derived ofColumn(List<RexNode> nodes, int position) {
        return marked ? merged(nodes, position).asColumn() : null;
    }

    /**
     * The order by which texts are compared; code points for what is no text.
     *
     * @throws SqlException 42P21, 42P22 when the collation is not determined
     */
    TextOrder order(List<RexNode> nodes, int position) {
        if (!marked && deployment.isByCodePoint() && deployment.hasAsciiLetters()) {
            return TextOrder.C;
        }
        Derived merged = merged(nodes, position);
        if (merged.strength == Strength.CONFLICT) {
            throw new SqlException(
                            SqlState.INDETERMINATE_COLLATION,
                            "could not determine which collation to use for string comparison")
                    .withHint("Use the COLLATE clause to set the collation explicitly.");
        }
        return merged.strength == Strength.NONE ? TextOrder.C : merged.order;
    }

    /** As {@link #order(List, int)}, of an expression and a subquery's column; equality needs no order. */
    TextOrder order(RexNode left, OutputColumn right, @Nullable SqlOperator comparison, int position) {
        Derived column = right.collation();
        TextOrder order = column == null
                ? order(List.of(left, right.value()), position)
                : merge(of(left, position), column, position).order;
        boolean equality =
                SqlStdOperatorTable.EQUALS.equals(comparison) || SqlStdOperatorTable.NOT_EQUALS.equals(comparison);
        return equality ? TextOrder.C : order;
    }

    /** The collation of a column of a set operation; it has to be certain where rows are compared. */
    @Nullable Derived common(boolean all, OutputColumn left, OutputColumn right) {
        Derived l = left.collation();
        Derived r = right.collation();
        if (l == null || r == null) {
            return l == null ? r : l;
        }
        Derived merged = merge(l, r, right.position());
        if (merged.strength == Strength.CONFLICT && !all) {
            throw new SqlException(
                            SqlState.COLLATION_MISMATCH,
                            "collation mismatch between implicit collations \"" + l.name + "\" and \"" + r.name + "\"")
                    .withHint("You can choose the collation by applying the COLLATE clause to one or both expressions.")
                    .at(right.position());
        }
        return merged;
    }

    /**
     * The collation of a recursive query's column is that of its first term.
     *
     * @param number of the column, from 1
     */
    void checkRecursion(String query, int number, boolean all, OutputColumn seed, OutputColumn step) {
        SqlType type = Binding.typeOf(seed.value());
        if (!marked || !isCollatable(type) || type.is(TypeKind.NAME)) {
            return;
        }
        String own = seed.collation() == null ? DEFAULT : seed.collation().name;
        Derived common = common(all, seed, step);
        String overall = common == null ? DEFAULT : common.name;
        if (!own.equals(overall)) {
            throw new SqlException(
                            SqlState.COLLATION_MISMATCH,
                            "recursive query \"" + query + "\" column " + number + " has collation \"" + own
                                    + "\" in non-recursive term but collation \"" + overall + "\" overall")
                    .withHint("Use the COLLATE clause to set the collation of the non-recursive term.")
                    .at(seed.position());
        }
    }

    /** Refuses to sort values with texts inside, which PostgreSQL compares by the deployment's order, and we by code point. */
    void checkSortable(SqlType type, int position) {
        if (!deployment.isByCodePoint() && (type.is(TypeKind.RECORD) || type.is(TypeKind.JSONB))) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "the order of values of type " + type.bare() + " under collation \"" + deployment.name()
                                    + "\" is not supported")
                    .at(position);
        }
    }

    /** The collation's quoted name, as {@code COLLATION FOR} tells it. */
    RexNode nameOf(RexNode node, int position) {
        SqlType type = Binding.typeOf(node);
        if (!isCollatable(type)) {
            throw new SqlException(SqlState.DATATYPE_MISMATCH, "collations are not supported by type " + type.bare())
                    .at(position);
        }
        Derived derived = of(node, position);
        return binding.constant(
                SqlType.TEXT, derived.strength == Strength.CONFLICT ? null : "\"" + derived.name + "\"");
    }

    /** What a text, or an array of texts, is compared by. */
    RexNode key(RexNode node, TextOrder order) {
        SqlType type = Binding.typeOf(node);
        if (order.isByCodePoint() || !isCollatable(type)) {
            return node;
        }
        boolean array = type.element() != null;
        SqlType text = array ? SqlType.array(SqlType.TEXT) : SqlType.TEXT;
        SqlType key = array ? SqlType.array(SqlType.BYTEA) : SqlType.BYTEA;
        return call(KEY, key, binding.coercion.cast(node, text), order);
    }

    List<RexNode> keys(List<RexNode> nodes, TextOrder order) {
        List<RexNode> keys = new ArrayList<>();
        nodes.forEach(node -> keys.add(key(node, order)));
        return keys;
    }

    /**
     * The text that a key, such as the least of several, was made of.
     *
     * @param type that of what the key was made of; blanks at the end of characters are in no key
     */
    RexNode text(RexNode key, SqlType type, TextOrder order) {
        if ((type.is(TypeKind.BPCHAR) && type.typmod() < 0) || type.element() != null) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "the extremes of values of type " + type.bare() + " under collation \"" + order.name()
                            + "\" are not supported");
        }
        return binding.coercion.relabel(binding.coercion.cast(call(TEXT, SqlType.TEXT, key, order), type), type);
    }

    RexNode call(String function, SqlType result, RexNode operand, TextOrder order) {
        return binding.call(
                PgOperator.immutable(function), result, List.of(operand, binding.constant(SqlType.TEXT, order.name())));
    }

    /** The tree without the marks. */
    RelNode unmarked(RelNode rel) {
        return marked ? Trees.rewrite(rel, new Unmarking()) : rel;
    }

    RexNode unmarked(RexNode node) {
        return marked ? node.accept(new Unmarking()) : node;
    }

    private static final class Unmarking extends Trees.DeepShuttle {
        @Override
        public RexNode visitCall(RexCall call) {
            return call.getOperator().equals(MARK)
                    ? call.getOperands().getFirst().accept(this)
                    : super.visitCall(call);
        }
    }
}

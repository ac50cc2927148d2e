package io.federator.engine.folding;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's planner makes of an expression. */
sealed interface Folded {
    /** A constant. */
    record Value(@Nullable Object value) implements Folded {
        static final Value NULL = new Value(null);
    }

    /** No constant. */
    record Open(Uses uses) implements Folded {
        static final Open PLAIN = new Open(Uses.NONE);
    }

    /** A constant or not, which is not known here; what depends on it is not judged. */
    record Maybe() implements Folded {
        static final Maybe MAYBE = new Maybe();
    }

    /** What is left in an expression: columns of queries that are planned apart, and subqueries. */
    record Uses(List<Column> columns, List<Subquery> subqueries) {
        static final Uses NONE = new Uses(List.of(), List.of());

        boolean isEmpty() {
            return columns.isEmpty() && subqueries.isEmpty();
        }

        static Uses of(List<Uses> all) {
            List<Uses> some = all.stream().filter(u -> !u.isEmpty()).distinct().toList();
            if (some.size() < 2) {
                return some.isEmpty() ? NONE : some.getFirst();
            }
            List<Column> columns = new ArrayList<>();
            List<Subquery> subqueries = new ArrayList<>();
            some.forEach(u -> {
                columns.addAll(u.columns);
                subqueries.addAll(u.subqueries);
            });
            return new Uses(columns, subqueries);
        }
    }

    record Column(QueryLevel.Apart query, int index) {}

    /** A subquery where it stands. */
    record Subquery(RexSubQuery query, Scope scope) {}

    default Uses uses() {
        return this instanceof Open open ? open.uses : Uses.NONE;
    }

    default boolean isNull() {
        return this instanceof Value v && v.value == null;
    }

    default boolean is(boolean wanted) {
        return this instanceof Value v && Boolean.valueOf(wanted).equals(v.value);
    }

    /** As a column of the side of an outer join that may be missing: what is a constant there is none behind the join. */
    default Folded nullable() {
        return this instanceof Value ? Open.PLAIN : this;
    }

    /** Where it depends on more than is known here whether PostgreSQL looks into it. */
    default Folded unsure() {
        return this instanceof Value ? Maybe.MAYBE : this;
    }
}

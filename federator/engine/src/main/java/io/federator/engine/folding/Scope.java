package io.federator.engine.folding;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.calcite.rel.core.CorrelationId;
import org.jspecify.annotations.Nullable;

/** What the columns that an expression names are to PostgreSQL's planner: those of its row, and those of outer rows. */
record Scope(Row row, Map<CorrelationId, Row> outer) {
    /** The columns of a row, each folded when it is asked for. */
    static final class Row {
        private final @Nullable Folded[] known;
        private final IntFunction<Folded> columns;

        Row(int width, IntFunction<Folded> columns) {
            this.known = new @Nullable Folded[width];
            this.columns = columns;
        }

        int width() {
            return known.length;
        }

        Folded column(int index) {
            Folded folded = known[index];
            if (folded == null) {
                folded = columns.apply(index);
                known[index] = folded;
            }
            return folded;
        }

        Row nullable() {
            return new Row(width(), i -> column(i).nullable());
        }

        Row unsure() {
            return new Row(width(), i -> column(i).unsure());
        }

        /** This row with another behind it. */
        Row with(Row right) {
            int left = width();
            return new Row(left + right.width(), i -> i < left ? column(i) : right.column(i - left));
        }
    }

    static Scope of(Row row, Scope around) {
        return new Scope(row, around.outer);
    }

    Scope with(Iterable<CorrelationId> ids, Row outerRow) {
        Map<CorrelationId, Row> all = new HashMap<>(outer);
        ids.forEach(id -> all.put(id, outerRow));
        return new Scope(row, all);
    }

    /** A column of an outer row. That it is a constant is not judged, as it depends on how the subquery is planned. */
    Folded outer(CorrelationId id, int index) {
        Row known = outer.get(id);
        return known != null && known.column(index) instanceof Folded.Open ? Folded.Open.PLAIN : Folded.Maybe.MAYBE;
    }
}

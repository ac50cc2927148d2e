package io.federator.engine.system;

import io.federator.engine.context.EvaluationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the rows of each table come from: made for a snapshot, made for a session, or a real server's; else there are none. */
final class RowSources {
    private final Shapes shapes;
    private final StaticTables statics;
    private final Map<Shape, Function<Snapshot, List<@Nullable Object[]>>> stable = new HashMap<>();
    private final Map<Shape, Live> live = new HashMap<>();

    RowSources(Shapes shapes, StaticTables statics) {
        this.shapes = shapes;
        this.statics = statics;
    }

    /** Rows that depend on the session or the moment. */
    @FunctionalInterface
    interface Live {
        List<@Nullable Object[]> rows(Snapshot snapshot, EvaluationContext session);
    }

    /** Declares rows that depend on the snapshot alone. */
    void stable(Shape shape, Function<Snapshot, List<@Nullable Object[]>> rows) {
        if (stable.put(shape, rows) != null) {
            throw new IllegalStateException(
                    "declared twice: " + shape.relation().name());
        }
    }

    void live(Shape shape, Live rows) {
        if (live.put(shape, rows) != null) {
            throw new IllegalStateException(
                    "declared twice: " + shape.relation().name());
        }
    }

    List<@Nullable Object[]> rows(Shape shape, Snapshot snapshot, EvaluationContext session) {
        Live now = live.get(shape);
        return now == null ? rows(shape, snapshot) : now.rows(snapshot, session);
    }

    /** Of a table that does not depend on the session. */
    List<@Nullable Object[]> rows(Shape shape, Snapshot snapshot) {
        Function<Snapshot, List<@Nullable Object[]>> made = stable.get(shape);
        return made == null ? statics.rows(shape) : snapshot.rows(shape, () -> made.apply(snapshot));
    }

    Shapes shapes() {
        return shapes;
    }

    StaticTables statics() {
        return statics;
    }
}

package io.federator.engine.binder;

import java.util.Set;
import org.apache.calcite.rel.RelNode;

/**
 * A part of a statement that is run by itself, once, whatever the rest of the statement asks of it; the rest reads its rows by scans of
 * {@link io.federator.engine.catalog.GivenTable}.
 */
public sealed interface BoundPart {
    /** Names it in the statement's trees. */
    int id();

    /** The parts whose rows it reads. */
    Set<Integer> uses();

    /** A statement of WITH that changes rows; its rows are those of RETURNING. */
    record Write(int id, BoundWrite write, Set<Integer> uses) implements BoundPart {
        public Write {
            uses = Set.copyOf(uses);
        }
    }

    /** A query whose rows are locked. */
    record Locking(int id, BoundLocking query, Set<Integer> uses) implements BoundPart {
        public Locking {
            uses = Set.copyOf(uses);
        }
    }

    /** A query that several parts read. */
    record Shared(int id, RelNode query, Set<Integer> uses) implements BoundPart {
        public Shared {
            uses = Set.copyOf(uses);
        }
    }
}

package io.federator.engine.parser.ast;

import java.util.List;

/**
 * A FOR UPDATE or FOR SHARE clause.
 *
 * @param tables the tables after OF; empty for all
 */
public record Locking(Strength strength, List<Name> tables, Wait waiting, int position) implements Node {
    /** How much is locked. */
    public enum Strength {
        KEY_SHARE,
        SHARE,
        NO_KEY_UPDATE,
        UPDATE
    }

    /** What happens when a row is locked by another. */
    public enum Wait {
        BLOCK,
        SKIP_LOCKED,
        NOWAIT
    }

    public Locking {
        tables = List.copyOf(tables);
    }
}

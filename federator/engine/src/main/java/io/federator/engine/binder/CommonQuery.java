package io.federator.engine.binder;

import io.federator.engine.parser.ast.CommonTable;
import org.jspecify.annotations.Nullable;

/** A query of a WITH clause, in scope at the level where it stands. */
final class CommonQuery {
    final CommonTable ast;
    final Level level;
    /** How many of the level's common queries come before it: those it may refer to. */
    final int visible;
    /** Non-null while its own recursive part is bound, and for references to itself there. */
    @Nullable RecursiveReference recursive;

    boolean referenced;

    CommonQuery(CommonTable ast, Level level, int visible) {
        this.ast = ast;
        this.level = level;
        this.visible = visible;
    }
}

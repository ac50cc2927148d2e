package io.federator.engine.binder;

import io.federator.engine.parser.ast.CommonTable;
import io.federator.spi.error.SqlException;
import org.jspecify.annotations.Nullable;

/** A query of a WITH clause, in scope at the level where it stands. */
final class CommonQuery {
    final CommonTable ast;
    /** Names it in the tree. */
    final int id;

    final Level level;
    /** How many of the level's common queries it may refer to. */
    final int visible;
    /** Whether it may refer to itself. */
    final boolean mayRecur;
    /** Non-null while it is bound itself, for references to itself. */
    @Nullable RecursiveReference recursive;

    /** Non-null once it is a part of its own. */
    Parts.@Nullable Rows rows;

    int references;

    /** Why PostgreSQL's planner refuses it, once it has been bound. */
    @Nullable SqlException failure;

    CommonQuery(CommonTable ast, int id, Level level, int visible, boolean mayRecur) {
        this.ast = ast;
        this.id = id;
        this.level = level;
        this.visible = visible;
        this.mayRecur = mayRecur;
    }
}

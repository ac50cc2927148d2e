package io.federator.engine.parser.ast;

/**
 * A piece of a statement that an error can point at. Immutable and free of any looked-up meaning: identifiers are folded
 * and unquoted, nothing else has been decided.
 */
public sealed interface Node
        permits Alias,
                ColumnDefinition,
                CommonTable,
                Expression,
                FromItem,
                GroupItem,
                JsonClause,
                JsonColumn,
                Locking,
                Name,
                NamedWindow,
                OnConflict,
                QueryBody,
                SortItem,
                Statement,
                Target,
                TypeName,
                WindowSpec,
                With,
                WriteStatement.Action,
                WriteStatement.When {

    /**
     * Where PostgreSQL's errors about this node point: the code points from 1 into the whole script. An operator points at
     * its own sign, not at its left operand; {@link Expression#start()} has the leftmost place.
     */
    int position();
}

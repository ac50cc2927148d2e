package io.federator.engine.parser.ast;

import java.util.List;

/** An item of GROUP BY. */
public sealed interface GroupItem extends Node {
    /** A plain expression; a {@link Expression.Row} without ROW inside ROLLUP, CUBE or GROUPING SETS is a set of columns. */
    record Single(Expression expression) implements GroupItem {
        @Override
        public int position() {
            return expression.position();
        }
    }

    /** {@code ()}: everything is one group. */
    record Empty(int position) implements GroupItem {}

    /** {@code ROLLUP (…)}. */
    record Rollup(List<Expression> items, int position) implements GroupItem {
        public Rollup {
            items = List.copyOf(items);
        }
    }

    /** {@code CUBE (…)}. */
    record Cube(List<Expression> items, int position) implements GroupItem {
        public Cube {
            items = List.copyOf(items);
        }
    }

    /** {@code GROUPING SETS (…)}. */
    record Sets(List<GroupItem> items, int position) implements GroupItem {
        public Sets {
            items = List.copyOf(items);
        }
    }
}

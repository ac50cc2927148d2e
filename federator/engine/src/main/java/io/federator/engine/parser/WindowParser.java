package io.federator.engine.parser;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.NamedWindow;
import io.federator.engine.parser.ast.SortItem;
import io.federator.engine.parser.ast.WindowSpec;
import io.federator.engine.parser.ast.WindowSpec.Bound;
import io.federator.engine.parser.ast.WindowSpec.BoundKind;
import io.federator.engine.parser.ast.WindowSpec.Exclusion;
import io.federator.engine.parser.ast.WindowSpec.Frame;
import io.federator.engine.parser.ast.WindowSpec.Mode;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows and their frames. */
final class WindowParser {
    private final Grammar grammar;
    private final TokenStream tokens;

    WindowParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    /** What stands behind OVER: a window's name or a window. */
    WindowSpec over() {
        if (tokens.is("(")) {
            return window();
        }
        int position = tokens.position();
        return new WindowSpec(tokens.columnId(), null, List.of(), List.of(), null, position);
    }

    /** The WINDOW clause, if there is one. */
    List<NamedWindow> clause() {
        List<NamedWindow> windows = new ArrayList<>();
        if (tokens.accept("window")) {
            do {
                int position = tokens.position();
                String name = tokens.columnId();
                tokens.expect("as");
                windows.add(new NamedWindow(name, window(), position));
            } while (tokens.accept(","));
        }
        return windows;
    }

    private WindowSpec window() {
        int position = tokens.expect("(").position();
        boolean clause = tokens.isAny("partition", "range", "rows", "groups");
        String base = tokens.isColumnId() && !clause ? tokens.columnId() : null;
        List<Expression> partitionBy = List.of();
        if (tokens.accept("partition")) {
            tokens.expect("by");
            partitionBy = grammar.expressions.list();
        }
        List<SortItem> orderBy = grammar.queries.orderBy();
        Frame frame = frame();
        tokens.expect(")");
        return new WindowSpec(null, base, partitionBy, orderBy, frame, position);
    }

    private @Nullable Frame frame() {
        Token word = tokens.current();
        Mode mode = switch (word.symbol()) {
            case "rows" -> Mode.ROWS;
            case "range" -> Mode.RANGE;
            case "groups" -> Mode.GROUPS;
            default -> null;
        };
        if (mode == null) {
            return null;
        }
        tokens.advance();
        boolean between = tokens.is("between");
        Bound start;
        Bound end;
        if (between) {
            tokens.advance();
            if (tokens.is("between")) {
                throw tokens.error();
            }
            start = bound();
            tokens.expect("and");
            end = bound();
        } else {
            start = bound();
            end = new Bound(BoundKind.CURRENT_ROW, null, start.position());
        }
        check(start, end, between);
        return new Frame(mode, start, end, between, exclusion(), word.position());
    }

    private Bound bound() {
        int position = tokens.position();
        if (tokens.accept("unbounded", "preceding")) {
            return new Bound(BoundKind.UNBOUNDED_PRECEDING, null, position);
        }
        if (tokens.accept("unbounded", "following")) {
            return new Bound(BoundKind.UNBOUNDED_FOLLOWING, null, position);
        }
        if (tokens.accept("current", "row")) {
            return new Bound(BoundKind.CURRENT_ROW, null, position);
        }
        Expression offset = grammar.expressions.parse();
        boolean preceding = tokens.accept("preceding");
        if (!preceding) {
            tokens.expect("following");
        }
        return new Bound(preceding ? BoundKind.OFFSET_PRECEDING : BoundKind.OFFSET_FOLLOWING, offset, position);
    }

    private static void check(Bound start, Bound end, boolean between) {
        int position = start.position();
        if (start.kind() == BoundKind.UNBOUNDED_FOLLOWING) {
            throw error("frame start cannot be UNBOUNDED FOLLOWING", position);
        }
        if (!between) {
            if (start.kind() == BoundKind.OFFSET_FOLLOWING) {
                throw error("frame starting from following row cannot end with current row", position);
            }
            return;
        }
        if (end.kind() == BoundKind.UNBOUNDED_PRECEDING) {
            throw error("frame end cannot be UNBOUNDED PRECEDING", end.position());
        }
        if (start.kind() == BoundKind.CURRENT_ROW && end.kind() == BoundKind.OFFSET_PRECEDING) {
            throw error("frame starting from current row cannot have preceding rows", end.position());
        }
        boolean backwards = end.kind() == BoundKind.OFFSET_PRECEDING || end.kind() == BoundKind.CURRENT_ROW;
        if (start.kind() == BoundKind.OFFSET_FOLLOWING && backwards) {
            throw error("frame starting from following row cannot have preceding rows", end.position());
        }
    }

    private static SqlException error(String message, int position) {
        return new SqlException(SqlState.WINDOWING_ERROR, message).at(position);
    }

    private Exclusion exclusion() {
        if (!tokens.accept("exclude")) {
            return Exclusion.NO_OTHERS;
        }
        if (tokens.accept("current")) {
            tokens.expect("row");
            return Exclusion.CURRENT_ROW;
        }
        if (tokens.accept("group")) {
            return Exclusion.GROUP;
        }
        if (tokens.accept("ties")) {
            return Exclusion.TIES;
        }
        tokens.expectAll("no", "others");
        return Exclusion.NO_OTHERS;
    }
}

package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.Statement.FetchDirection;
import io.federator.engine.parser.ast.TypeName;
import java.util.ArrayList;
import java.util.List;

/** Cursors and prepared statements. */
final class CursorParser {
    private final Grammar grammar;
    private final TokenStream tokens;

    CursorParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    Statement declare() {
        int position = tokens.expect("declare").position();
        String name = tokens.columnId();
        boolean binary = false;
        Statement.Sensitivity sensitivity = Statement.Sensitivity.UNSPECIFIED;
        Statement.Scroll scroll = Statement.Scroll.UNSPECIFIED;
        while (!tokens.is("cursor")) {
            if (tokens.accept("binary")) {
                binary = true;
            } else if (tokens.accept("insensitive")) {
                sensitivity = either(sensitivity, Statement.Sensitivity.INSENSITIVE);
            } else if (tokens.accept("asensitive")) {
                sensitivity = either(sensitivity, Statement.Sensitivity.ASENSITIVE);
            } else if (tokens.accept("scroll")) {
                scroll = either(scroll, Statement.Scroll.SCROLL);
            } else {
                tokens.expectAll("no", "scroll");
                scroll = either(scroll, Statement.Scroll.NO_SCROLL);
            }
        }
        tokens.expect("cursor");
        boolean hold = tokens.accept("with");
        if (hold || tokens.accept("without")) {
            tokens.expect("hold");
        }
        tokens.expect("for");
        if (!grammar.queries.isStart() && !tokens.is("(")) {
            throw grammar.statements.queryError();
        }
        Query query = grammar.queries.parse();
        return new Statement.DeclareCursor(name, binary, sensitivity, scroll, hold, query, position);
    }

    private static Statement.Sensitivity either(Statement.Sensitivity before, Statement.Sensitivity now) {
        return before == Statement.Sensitivity.UNSPECIFIED || before == now ? now : Statement.Sensitivity.CONTRADICTORY;
    }

    private static Statement.Scroll either(Statement.Scroll before, Statement.Scroll now) {
        return before == Statement.Scroll.UNSPECIFIED || before == now ? now : Statement.Scroll.CONTRADICTORY;
    }

    /** FETCH and MOVE. Their words are cursor names too, where nothing follows them. */
    Statement fetch() {
        Token word = tokens.advance();
        boolean move = word.is("move");
        int position = word.position();
        boolean last = tokens.ahead(1).kind() == Kind.END || tokens.ahead(1).is(";");
        if (last && tokens.isColumnId()) {
            return new Statement.Fetch(tokens.columnId(), FetchDirection.FORWARD, 1, move, position);
        }
        FetchDirection direction = FetchDirection.FORWARD;
        long count = 1;
        switch (tokens.current().symbol()) {
            case "next" -> tokens.advance();
            case "prior" -> {
                tokens.advance();
                direction = FetchDirection.BACKWARD;
            }
            case "first" -> {
                tokens.advance();
                direction = FetchDirection.ABSOLUTE;
            }
            case "last" -> {
                tokens.advance();
                direction = FetchDirection.ABSOLUTE;
                count = -1;
            }
            case "absolute", "relative" -> {
                boolean absolute = tokens.advance().is("absolute");
                direction = absolute ? FetchDirection.ABSOLUTE : FetchDirection.RELATIVE;
                count = signedInteger();
            }
            case "forward", "backward" -> {
                boolean forward = tokens.advance().is("forward");
                direction = forward ? FetchDirection.FORWARD : FetchDirection.BACKWARD;
                if (tokens.accept("all")) {
                    count = Statement.Fetch.ALL_ROWS;
                } else if (isSignedInteger()) {
                    count = signedInteger();
                }
            }
            case "all" -> {
                tokens.advance();
                count = Statement.Fetch.ALL_ROWS;
            }
            default -> {
                if (isSignedInteger()) {
                    count = signedInteger();
                }
            }
        }
        if (!tokens.accept("from")) {
            tokens.accept("in");
        }
        return new Statement.Fetch(tokens.columnId(), direction, count, move, position);
    }

    private boolean isSignedInteger() {
        return tokens.isAny("+", "-") || tokens.is(Kind.INTEGER);
    }

    private long signedInteger() {
        boolean minus = tokens.accept("-");
        if (!minus) {
            tokens.accept("+");
        }
        long value = grammar.types.integer();
        return minus ? -value : value;
    }

    Statement close() {
        int position = tokens.expect("close").position();
        return new Statement.CloseCursor(tokens.accept("all") ? null : tokens.columnId(), position);
    }

    Statement prepare() {
        int position = tokens.expect("prepare").position();
        if (tokens.is("transaction") && tokens.ahead(1).kind() == Kind.STRING) {
            return grammar.session.transactions().prepareTransaction(position);
        }
        String name = tokens.columnId();
        List<TypeName> types = new ArrayList<>();
        if (tokens.accept("(")) {
            do {
                types.add(grammar.types.parse());
            } while (tokens.accept(","));
            tokens.expect(")");
        }
        tokens.expect("as");
        return new Statement.Prepare(name, types, grammar.statements.preparable(), position);
    }

    Statement execute() {
        int position = tokens.expect("execute").position();
        String name = tokens.columnId();
        List<Expression> arguments = List.of();
        if (tokens.accept("(")) {
            arguments = grammar.expressions.list();
            tokens.expect(")");
        }
        return new Statement.Execute(name, arguments, position);
    }

    Statement deallocate() {
        int position = tokens.expect("deallocate").position();
        Token next = tokens.ahead(1);
        if (tokens.is("prepare") && (next.is("all") || TokenStream.isColumnId(next))) {
            tokens.advance();
        }
        return new Statement.Deallocate(tokens.accept("all") ? null : tokens.columnId(), position);
    }
}

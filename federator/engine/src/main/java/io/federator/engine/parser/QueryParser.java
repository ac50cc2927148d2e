package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Locking;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.QueryBody.SetOperator;
import io.federator.engine.parser.ast.SortItem;
import io.federator.engine.parser.ast.With;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries: set operations over selects, with WITH before and ORDER BY, LIMIT and FOR behind them. */
final class QueryParser {
    private static final int UNION = 1;
    private static final int INTERSECT = 2;

    private final Grammar grammar;
    private final TokenStream tokens;
    private final SelectParser selects;
    private final WithParser withs;

    QueryParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.selects = new SelectParser(grammar);
        this.withs = new WithParser(grammar);
    }

    /** Whether a query begins here, and not with a parenthesis. */
    boolean isStart() {
        return isStart(tokens.current(), tokens.ahead(1));
    }

    private static boolean isStart(Token token, Token next) {
        return switch (token.symbol()) {
            case "select", "with", "with_la", "table" -> true;
            case "values" -> next.is("(");
            default -> false;
        };
    }

    /** Whether a query begins here, perhaps within parentheses. */
    boolean isStartInParentheses() {
        int open = 0;
        while (tokens.ahead(open).is("(")) {
            open++;
        }
        return isStart(tokens.ahead(open), tokens.ahead(open + 1));
    }

    /** Whether what follows a query in parentheses makes a larger query of it. */
    boolean isContinued() {
        return tokens.isAny("union", "intersect", "except", "order", "limit", "offset", "fetch", "for");
    }

    /** A query, perhaps in parentheses, and what follows it. */
    Query parse() {
        int position = tokens.position();
        return parse(withs.clause(), position);
    }

    @Nullable With with() {
        return withs.clause();
    }

    /** A query whose WITH has been read. */
    Query parse(@Nullable With with, int position) {
        if (tokens.is("(")) {
            return continued(with, parenthesized(), position);
        }
        return finish(with, bare(setOperations(selects.parse(), UNION), position), position);
    }

    /** A query that begins with one in parentheses. */
    Query continueFrom(Query left) {
        return continued(null, left, left.position());
    }

    private Query continued(@Nullable With with, Query left, int position) {
        // Without a set operation, what follows the parentheses belongs to the query in them.
        Query base = power() == 0 ? left : bare(setOperations(operand(left), UNION), position);
        return finish(with, base, position);
    }

    private static Query bare(QueryBody body, int position) {
        return new Query(null, body, List.of(), null, null, false, List.of(), position);
    }

    /** A query that must be in parentheses. */
    Query parenthesized() {
        tokens.enter();
        tokens.expect("(");
        Query query;
        if (tokens.is("(")) {
            Query inner = parenthesized();
            query = continueFrom(inner);
        } else if (isStart()) {
            query = parse();
        } else {
            throw grammar.statements.queryError();
        }
        tokens.expect(")");
        tokens.leave();
        return query;
    }

    private static QueryBody operand(Query query) {
        return query.isBare() ? query.body() : query;
    }

    private QueryBody setOperations(QueryBody first, int least) {
        QueryBody left = first;
        int grown = 0;
        while (power() >= least) {
            TokenStream.requireChain(++grown);
            int power = power();
            Token word = tokens.advance();
            boolean all = tokens.accept("all");
            if (!all) {
                tokens.accept("distinct");
            }
            QueryBody right = setOperations(operand(), power + 1);
            SetOperator operator = SetOperator.valueOf(PredicateParser.upper(word));
            left = new QueryBody.SetOperation(operator, all, left, right, word.position());
        }
        return left;
    }

    private int power() {
        return switch (tokens.current().symbol()) {
            case "union", "except" -> UNION;
            case "intersect" -> INTERSECT;
            default -> 0;
        };
    }

    private QueryBody operand() {
        return tokens.is("(") ? operand(parenthesized()) : selects.parse();
    }

    private Query finish(@Nullable With with, Query base, int position) {
        List<SortItem> orderBy = orderBy();
        return new QueryClauses(grammar).read(with, base, orderBy, position);
    }

    /** ORDER BY, if there is one. */
    List<SortItem> orderBy() {
        List<SortItem> items = new ArrayList<>();
        if (tokens.is("order")) {
            tokens.advance();
            tokens.expect("by");
            do {
                items.add(sortItem());
            } while (tokens.accept(","));
        }
        return items;
    }

    private SortItem sortItem() {
        Expression expression = grammar.expressions.parse();
        SortItem.Direction direction = SortItem.Direction.UNSPECIFIED;
        Name operator = null;
        if (tokens.accept("using")) {
            direction = SortItem.Direction.USING;
            operator = usingOperator();
        } else if (tokens.accept("asc")) {
            direction = SortItem.Direction.ASC;
        } else if (tokens.accept("desc")) {
            direction = SortItem.Direction.DESC;
        }
        SortItem.Nulls nulls = SortItem.Nulls.UNSPECIFIED;
        if (tokens.accept("nulls_la")) {
            nulls = tokens.advance().is("first") ? SortItem.Nulls.FIRST : SortItem.Nulls.LAST;
        }
        return new SortItem(expression, direction, operator, nulls, expression.position());
    }

    private Name usingOperator() {
        int position = tokens.position();
        if (!tokens.accept("operator")) {
            if (tokens.is(Kind.IDENTIFIER) || tokens.is(Kind.KEYWORD)) {
                throw tokens.error();
            }
            return grammar.expressions.anyOperator(position);
        }
        tokens.expect("(");
        Name name = grammar.expressions.anyOperator(position);
        tokens.expect(")");
        return name;
    }

    /** The tables that a locking clause names. */
    static Locking.Strength strength(TokenStream tokens) {
        if (tokens.accept("update")) {
            return Locking.Strength.UPDATE;
        }
        if (tokens.accept("share")) {
            return Locking.Strength.SHARE;
        }
        if (tokens.accept("key")) {
            tokens.expect("share");
            return Locking.Strength.KEY_SHARE;
        }
        tokens.expectAll("no", "key", "update");
        return Locking.Strength.NO_KEY_UPDATE;
    }
}

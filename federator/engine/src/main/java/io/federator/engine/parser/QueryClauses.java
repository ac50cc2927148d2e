package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Locking;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.SortItem;
import io.federator.engine.parser.ast.With;
import io.federator.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The clauses behind ORDER BY, in either order: row limits and locks. One object reads those of one query. */
final class QueryClauses {
    private final Grammar grammar;
    private final TokenStream tokens;
    private final List<Locking> locking = new ArrayList<>();
    private @Nullable Expression limit;
    private @Nullable Expression offset;
    private int limitPosition;
    private int offsetPosition;
    private boolean withTies;
    private int tiesPosition;

    QueryClauses(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    /**
     * Reads the clauses and adds them to a query. Those of a query in parentheses and those behind them belong to one query,
     * which has each clause but once.
     */
    Query read(@Nullable With outerWith, Query inner, List<SortItem> outerOrder, int position) {
        if (tokens.is("for")) {
            locks();
            limits();
        } else if (limits()) {
            locks();
        }
        List<SortItem> orderBy = inner.orderBy();
        if (!outerOrder.isEmpty()) {
            if (!orderBy.isEmpty()) {
                int at = outerOrder.getFirst().expression().start();
                throw TokenStream.errorAt(at, "multiple ORDER BY clauses not allowed");
            }
            orderBy = outerOrder;
        }
        Expression newOffset = once(inner.offset(), offset, "OFFSET", offsetPosition);
        Expression newLimit = once(inner.limit(), limit, "LIMIT", limitPosition);
        List<Locking> locks = new ArrayList<>(inner.locking());
        locks.addAll(locking);
        boolean ties = inner.withTies() || withTies;
        if (withTies) {
            checkTies(orderBy, locks);
        }
        With with = inner.with();
        if (outerWith != null) {
            if (with != null) {
                throw TokenStream.errorAt(outerWith.position(), "multiple WITH clauses not allowed");
            }
            with = outerWith;
        }
        return new Query(with, inner.body(), orderBy, newLimit, newOffset, ties, locks, position);
    }

    private static @Nullable Expression once(
            @Nullable Expression inner, @Nullable Expression outer, String clause, int position) {
        if (inner != null && outer != null) {
            throw TokenStream.errorAt(position, "multiple " + clause + " clauses not allowed");
        }
        return inner != null ? inner : outer;
    }

    private void checkTies(List<SortItem> orderBy, List<Locking> locks) {
        if (orderBy.isEmpty()) {
            throw TokenStream.errorAt(tiesPosition, "WITH TIES cannot be specified without ORDER BY clause");
        }
        if (locks.stream().anyMatch(lock -> lock.waiting() == Locking.Wait.SKIP_LOCKED)) {
            throw TokenStream.errorAt(tiesPosition, "SKIP LOCKED and WITH TIES options cannot be used together");
        }
    }

    private void locks() {
        while (tokens.is("for")) {
            int position = tokens.advance().position();
            if (locking.isEmpty() && tokens.accept("read")) {
                tokens.expect("only");
                return;
            }
            Locking.Strength strength = QueryParser.strength(tokens);
            List<Name> tables = new ArrayList<>();
            if (tokens.accept("of")) {
                do {
                    tables.add(grammar.from.relationName());
                } while (tokens.accept(","));
            }
            locking.add(new Locking(strength, tables, waiting(), position));
        }
    }

    private Locking.Wait waiting() {
        if (tokens.accept("nowait")) {
            return Locking.Wait.NOWAIT;
        }
        if (tokens.accept("skip")) {
            tokens.expect("locked");
            return Locking.Wait.SKIP_LOCKED;
        }
        return Locking.Wait.BLOCK;
    }

    private boolean limits() {
        boolean any = false;
        while (true) {
            boolean count = tokens.isAny("limit", "fetch") && limit == null;
            if (count) {
                readLimit();
            } else if (tokens.is("offset") && offset == null) {
                offset = offsetClause();
            } else {
                return any;
            }
            any = true;
        }
    }

    private void readLimit() {
        int position = tokens.position();
        limitPosition = position;
        if (tokens.accept("fetch")) {
            fetch(position);
            return;
        }
        tokens.expect("limit");
        int all = tokens.position();
        limit = tokens.accept("all") ? new Expression.NullLiteral(all) : grammar.expressions.parse();
        if (tokens.accept(",")) {
            grammar.expressions.parse();
            throw commaError(position);
        }
    }

    private static SqlException commaError(int position) {
        return TokenStream.errorAt(position, "LIMIT #,# syntax is not supported")
                .withHint("Use separate LIMIT and OFFSET clauses.");
    }

    private void fetch(int position) {
        firstOrNext();
        boolean once = tokens.isAny("row", "rows")
                && (tokens.ahead(1).is("only") || tokens.ahead(1).is("with"));
        limit = once ? new Expression.IntegerLiteral(1, position) : fetchCount(grammar.primaries::parse);
        rowOrRows();
        tiesPosition = tokens.position();
        if (tokens.accept("only")) {
            return;
        }
        tokens.expectAll("with", "ties");
        withTies = true;
    }

    private void firstOrNext() {
        if (!tokens.accept("first")) {
            tokens.expect("next");
        }
    }

    private void rowOrRows() {
        if (!tokens.accept("row")) {
            tokens.expect("rows");
        }
    }

    /** A signed number, or what {@code other} reads. */
    private Expression fetchCount(Supplier<Expression> other) {
        int position = tokens.position();
        boolean minus = tokens.is("-");
        if (!minus && !tokens.is("+")) {
            return other.get();
        }
        Token next = tokens.ahead(1);
        if (next.kind() != Kind.INTEGER && next.kind() != Kind.NUMBER) {
            tokens.advance();
            throw tokens.error();
        }
        tokens.advance();
        Expression number = Literals.number(tokens.advance().value(), position);
        return minus
                ? Literals.negate(number, position)
                : new Expression.Unary(Name.of("+", position), number, position);
    }

    /** OFFSET has an expression, or an operand with ROWS behind it. */
    private Expression offsetClause() {
        offsetPosition = tokens.expect("offset").position();
        if (tokens.isAny("+", "-")) {
            Token behind = tokens.ahead(2);
            Kind number = tokens.ahead(1).kind();
            boolean rows = behind.is("row") || behind.is("rows");
            if (!rows || (number != Kind.INTEGER && number != Kind.NUMBER)) {
                return grammar.expressions.parse();
            }
            Expression count = fetchCount(grammar.expressions::parse);
            rowOrRows();
            return count;
        }
        if (tokens.isAny("not", "default") || tokens.isSequence("operator", "(") || tokens.is(Kind.OPERATOR)) {
            return grammar.expressions.parse();
        }
        Expression operand = grammar.primaries.parse();
        if (tokens.accept("row") || tokens.accept("rows")) {
            return operand;
        }
        return grammar.expressions.continueFrom(operand);
    }
}

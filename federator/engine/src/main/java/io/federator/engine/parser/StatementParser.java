package io.federator.engine.parser;

import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.Statement.Option;
import io.federator.engine.parser.ast.With;
import io.federator.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements by their first word. */
final class StatementParser {
    private static final Set<String> EXPLAINABLE = Set.of(
            "select", "values", "table", "with", "with_la", "(", "insert", "update", "delete", "merge", "declare",
            "create", "refresh", "execute");

    private final Grammar grammar;
    private final TokenStream tokens;
    private final RefusedParser refused;

    StatementParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.refused = new RefusedParser(grammar.tokens);
    }

    Statement parse() {
        return switch (tokens.current().symbol()) {
            case "select", "values", "table", "with", "with_la", "(", "insert", "update", "delete", "merge" ->
                preparable();
            case "explain" -> explain();
            case "set" -> grammar.session.set();
            case "show" -> grammar.session.show();
            case "reset" -> grammar.session.reset();
            case "discard" -> grammar.session.discard();
            case "listen" -> grammar.session.listen();
            case "unlisten" -> grammar.session.unlisten();
            case "notify" -> grammar.session.sendNotice();
            case "begin" -> grammar.session.transactions().begin();
            case "start" -> grammar.session.transactions().start();
            case "commit", "end" -> grammar.session.transactions().commit();
            case "rollback", "abort" -> grammar.session.transactions().rollback();
            case "savepoint" -> grammar.session.transactions().savepoint();
            case "release" -> grammar.session.transactions().release();
            case "prepare" -> grammar.cursors.prepare();
            case "execute" -> grammar.cursors.execute();
            case "deallocate" -> grammar.cursors.deallocate();
            case "declare" -> grammar.cursors.declare();
            case "fetch", "move" -> grammar.cursors.fetch();
            case "close" -> grammar.cursors.close();
            case "copy" -> grammar.copies.copy();
            case "truncate" -> grammar.writes.truncate();
            case "lock" -> grammar.writes.lock();
            case "call" -> call();
            default -> refused.parse();
        };
    }

    /** A query or a write, as PREPARE, COPY and WITH can hold it. */
    Statement preparable() {
        int position = tokens.position();
        With with = tokens.isAny("with", "with_la") ? grammar.queries.with() : null;
        return switch (tokens.current().symbol()) {
            case "select", "table" -> new Statement.Select(grammar.queries.parse(with, position));
            case "values" -> {
                if (!tokens.ahead(1).is("(")) {
                    throw queryError();
                }
                yield new Statement.Select(grammar.queries.parse(with, position));
            }
            case "(" -> {
                if (!grammar.queries.isStartInParentheses()) {
                    throw queryError();
                }
                yield new Statement.Select(grammar.queries.parse(with, position));
            }
            case "insert" -> grammar.writes.insert(with, position);
            case "update" -> grammar.writes.update(with, position);
            case "delete" -> grammar.writes.delete(with, position);
            case "merge" -> new MergeParser(grammar).merge(with, position);
            default -> throw tokens.error();
        };
    }

    /** The error behind the parentheses, or behind VALUES, that cannot begin a query. */
    SqlException queryError() {
        while (tokens.is("(")) {
            tokens.advance();
        }
        if (tokens.is("values")) {
            tokens.advance();
        }
        return tokens.error();
    }

    private Statement call() {
        int position = tokens.expect("call").position();
        Name name = new FunctionTableParser(grammar).functionName();
        FunctionCall call = grammar.functions.call(name);
        return new Statement.Call(call, position);
    }

    private Statement explain() {
        int position = tokens.expect("explain").position();
        List<Option> options = new ArrayList<>();
        if (tokens.is("(") && !grammar.queries.isStartInParentheses()) {
            if (tokens.ahead(1).is("(")) {
                throw queryError();
            }
            tokens.advance();
            do {
                options.add(option());
            } while (tokens.accept(","));
            tokens.expect(")");
        } else {
            if (tokens.isAny("analyze", "analyse")) {
                options.add(new Option("analyze", List.of(), tokens.advance().position()));
            }
            if (tokens.is("verbose")) {
                options.add(new Option("verbose", List.of(), tokens.advance().position()));
            }
        }
        if (!EXPLAINABLE.contains(tokens.current().symbol())) {
            throw tokens.error();
        }
        return new Statement.Explain(options, parse(), position);
    }

    private Option option() {
        Token name = tokens.current();
        boolean allowed = TokenStream.isNonReserved(name) || tokens.isAny("analyze", "analyse", "format_la");
        if (!allowed) {
            throw tokens.error();
        }
        tokens.advance();
        boolean none = tokens.isAny(",", ")");
        List<String> values = none ? List.of() : List.of(grammar.copies.optionValue());
        return new Option(name.is("analyse") ? "analyze" : name.value(), values, name.position());
    }
}

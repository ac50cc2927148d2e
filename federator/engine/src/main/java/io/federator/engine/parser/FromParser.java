package io.federator.engine.parser;

import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.FromItem.JoinKind;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables, subqueries, functions and joins. */
final class FromParser {
    /** Parts of a relation's name: database, schema, table. */
    private static final int MOST_PARTS = 3;

    private final Grammar grammar;
    private final TokenStream tokens;
    private final FunctionTableParser tables;

    FromParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.tables = new FunctionTableParser(grammar);
    }

    List<FromItem> list() {
        List<FromItem> items = new ArrayList<>();
        do {
            items.add(item());
        } while (tokens.accept(","));
        return items;
    }

    /** One item, joins included. */
    FromItem item() {
        tokens.enter();
        FromItem item = joins(primary());
        tokens.leave();
        return item;
    }

    /** The joins that follow an item. A join with a condition takes in all joins up to it. */
    private FromItem joins(FromItem first) {
        FromItem left = first;
        int grown = 0;
        while (startsJoin()) {
            TokenStream.requireChain(++grown);
            int position = tokens.position();
            if (tokens.accept("cross")) {
                tokens.expect("join");
                left = new FromItem.Join(JoinKind.CROSS, false, left, primary(), List.of(), null, null, null, position);
                continue;
            }
            boolean natural = tokens.accept("natural");
            JoinKind kind = kind();
            if (natural) {
                left = new FromItem.Join(kind, true, left, primary(), List.of(), null, null, null, position);
            } else {
                left = conditional(kind, left, item(), position);
            }
        }
        return left;
    }

    private boolean startsJoin() {
        return tokens.isAny("cross", "natural", "join", "inner", "left", "right", "full");
    }

    private JoinKind kind() {
        JoinKind kind = JoinKind.INNER;
        if (tokens.isAny("left", "right", "full")) {
            kind = JoinKind.valueOf(PredicateParser.upper(tokens.advance()));
            tokens.accept("outer");
        } else {
            tokens.accept("inner");
        }
        tokens.expect("join");
        return kind;
    }

    private FromItem conditional(JoinKind kind, FromItem left, FromItem right, int position) {
        if (tokens.accept("using")) {
            List<String> columns = tokens.columnList();
            Alias alias = null;
            if (tokens.accept("as")) {
                int at = tokens.position();
                alias = new Alias(tokens.columnId(), List.of(), at);
            }
            return new FromItem.Join(kind, false, left, right, columns, alias, null, null, position);
        }
        tokens.expect("on");
        Expression on = grammar.expressions.parse();
        return new FromItem.Join(kind, false, left, right, List.of(), null, on, null, position);
    }

    private FromItem primary() {
        int position = tokens.position();
        if (tokens.is("(")) {
            Content content = parentheses();
            return content.item != null ? aliased(content.item) : subquery(content.query, false, position);
        }
        if (tokens.accept("lateral")) {
            return tokens.is("(")
                    ? subquery(grammar.queries.parenthesized(), true, position)
                    : tables.function(true, position);
        }
        return tables.startsFunction() ? tables.function(false, position) : sampled(relation());
    }

    private FromItem subquery(@Nullable Query query, boolean lateral, int position) {
        if (query == null) {
            throw tokens.error();
        }
        return new FromItem.Subquery(query, lateral, alias(), position);
    }

    private FromItem aliased(FromItem item) {
        Alias alias = alias();
        return alias != null && item instanceof FromItem.Join join
                ? new FromItem.Join(
                        join.kind(),
                        join.natural(),
                        join.left(),
                        join.right(),
                        join.using(),
                        join.usingAlias(),
                        join.on(),
                        alias,
                        join.position())
                : item;
    }

    /** What parentheses hold: either a query or a join. */
    private record Content(@Nullable Query query, @Nullable FromItem item) {}

    private Content parentheses() {
        tokens.enter();
        int position = tokens.expect("(").position();
        Content content = content(position);
        tokens.expect(")");
        tokens.leave();
        return content;
    }

    private Content content(int position) {
        if (grammar.queries.isStart()) {
            return new Content(grammar.queries.parse(), null);
        }
        if (!tokens.is("(")) {
            return joined(primary(), false);
        }
        Content inner = parentheses();
        if (inner.query != null && (tokens.is(")") || grammar.queries.isContinued())) {
            return new Content(grammar.queries.continueFrom(inner.query), null);
        }
        if (inner.item == null) {
            return joined(subquery(inner.query, false, position + 1), false);
        }
        FromItem item = aliased(inner.item);
        return joined(item, item.alias() == null);
    }

    /** An item in parentheses with the joins behind it: a lone table may not stand in parentheses, a join may. */
    private Content joined(FromItem first, boolean isJoin) {
        if (!isJoin && !startsJoin()) {
            throw tokens.error();
        }
        return new Content(null, joins(first));
    }

    /** A table's name, with ONLY or a star perhaps, and no alias. */
    FromItem.Table relation() {
        int position = tokens.position();
        if (tokens.accept("only")) {
            boolean parenthesis = tokens.accept("(");
            Name name = relationName();
            if (parenthesis) {
                tokens.expect(")");
            }
            return new FromItem.Table(name, true, null, null, position);
        }
        Name name = relationName();
        tokens.accept("*");
        return new FromItem.Table(name, false, null, null, position);
    }

    /** The name of a table with at most its schema and database. */
    Name relationName() {
        int position = tokens.position();
        String first = tokens.columnId();
        Indirection steps = Indirection.read(grammar);
        if (!steps.isNamesOnly()) {
            throw tokens.error();
        }
        Name name = new Name(steps.prefixed(first), position);
        if (name.parts().size() > MOST_PARTS) {
            throw TokenStream.errorAt(position, "improper qualified name (too many dotted names): " + name);
        }
        return name;
    }

    private FromItem sampled(FromItem.Table table) {
        Alias alias = alias();
        FromItem.Sample sample = null;
        if (tokens.is("tablesample")) {
            int position = tokens.advance().position();
            Name method = tables.functionName();
            tokens.expect("(");
            List<Expression> arguments = grammar.expressions.list();
            tokens.expect(")");
            Expression seed = null;
            if (tokens.accept("repeatable")) {
                tokens.expect("(");
                seed = grammar.expressions.parse();
                tokens.expect(")");
            }
            sample = new FromItem.Sample(method, arguments, seed, position);
        }
        return new FromItem.Table(table.name(), table.only(), alias, sample, table.position());
    }

    /** An alias with the columns it renames, or null. */
    @Nullable Alias alias() {
        int position = tokens.position();
        if (!tokens.accept("as") && !tokens.isColumnId()) {
            return null;
        }
        String name = tokens.columnId();
        return new Alias(name, tokens.is("(") ? tokens.columnList() : List.of(), position);
    }
}

package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.GroupItem;
import io.federator.engine.parser.ast.NamedWindow;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SELECT, VALUES and TABLE without what may follow them. */
final class SelectParser {
    /** What can follow an empty select list. */
    private static final Set<String> AFTER_TARGETS = Set.of(
            ";",
            ")",
            "into",
            "from",
            "where",
            "group",
            "having",
            "window",
            "union",
            "intersect",
            "except",
            "order",
            "limit",
            "offset",
            "fetch",
            "for",
            "on",
            "returning");

    private final Grammar grammar;
    private final TokenStream tokens;

    SelectParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    QueryBody parse() {
        return switch (tokens.current().symbol()) {
            case "select" -> select();
            case "values" -> values();
            case "table" -> table();
            default -> throw tokens.error();
        };
    }

    private QueryBody values() {
        int position = tokens.expect("values").position();
        List<List<Expression>> rows = new ArrayList<>();
        do {
            tokens.expect("(");
            rows.add(grammar.expressions.list());
            tokens.expect(")");
        } while (tokens.accept(","));
        return new QueryBody.Values(rows, position);
    }

    private QueryBody table() {
        int position = tokens.expect("table").position();
        FromItem table = grammar.from.relation();
        Expression star = new Expression.ColumnRef(List.of(), true, position);
        return new QueryBody.Select(
                null,
                List.of(new Target(star, null, position)),
                List.of(table),
                null,
                List.of(),
                false,
                null,
                List.of(),
                position);
    }

    private QueryBody select() {
        int position = tokens.expect("select").position();
        QueryBody.Distinct distinct = distinct();
        boolean mayBeEmpty = distinct == null;
        boolean empty = mayBeEmpty
                && (tokens.is(Kind.END)
                        || AFTER_TARGETS.contains(tokens.current().symbol()));
        List<Target> targets = empty ? List.of() : targets();
        into();
        List<FromItem> from = tokens.accept("from") ? grammar.from.list() : List.of();
        Expression where = tokens.accept("where") ? grammar.expressions.parse() : null;
        List<GroupItem> groupBy = new ArrayList<>();
        boolean groupDistinct = groupBy(groupBy);
        Expression having = tokens.accept("having") ? grammar.expressions.parse() : null;
        List<NamedWindow> windows = grammar.windows.clause();
        return new QueryBody.Select(distinct, targets, from, where, groupBy, groupDistinct, having, windows, position);
    }

    private QueryBody.@Nullable Distinct distinct() {
        if (tokens.accept("all") || !tokens.is("distinct")) {
            return null;
        }
        int position = tokens.advance().position();
        if (!tokens.accept("on")) {
            return new QueryBody.Distinct(List.of(), position);
        }
        tokens.expect("(");
        List<Expression> on = grammar.expressions.list();
        tokens.expect(")");
        return new QueryBody.Distinct(on, position);
    }

    /** A select list or that of RETURNING; not empty. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        do {
            targets.add(target());
        } while (tokens.accept(","));
        return targets;
    }

    private Target target() {
        int position = tokens.position();
        if (tokens.accept("*")) {
            return new Target(new Expression.ColumnRef(List.of(), true, position), null, position);
        }
        Expression expression = grammar.expressions.parseTarget();
        String alias = null;
        if (tokens.accept("as")) {
            alias = tokens.label();
        } else if (TokenStream.isBareLabel(tokens.current())) {
            alias = tokens.advance().value();
        }
        return new Target(expression, alias, position);
    }

    /** SELECT INTO makes a table: refused. */
    private void into() {
        if (!tokens.is("into")) {
            return;
        }
        int position = tokens.advance().position();
        boolean local = tokens.isAny("local", "global")
                && (tokens.ahead(1).is("temp") || tokens.ahead(1).is("temporary"));
        if (local) {
            tokens.advance();
        }
        if (tokens.isAny("temp", "temporary", "unlogged") && isTableName(tokens.ahead(1))) {
            tokens.advance();
        }
        tokens.accept("table");
        grammar.from.relationName();
        tokens.refuse("SELECT INTO", position);
    }

    private static boolean isTableName(Token next) {
        return next.is("table") || TokenStream.isColumnId(next);
    }

    private boolean groupBy(List<GroupItem> items) {
        if (!tokens.is("group")) {
            return false;
        }
        tokens.advance();
        tokens.expect("by");
        boolean distinct = tokens.accept("distinct");
        if (!distinct) {
            tokens.accept("all");
        }
        items.addAll(groupItems());
        return distinct;
    }

    private List<GroupItem> groupItems() {
        List<GroupItem> items = new ArrayList<>();
        do {
            items.add(groupItem());
        } while (tokens.accept(","));
        return items;
    }

    private GroupItem groupItem() {
        int position = tokens.position();
        if (tokens.accept("(", ")")) {
            return new GroupItem.Empty(position);
        }
        if (tokens.accept("rollup", "(")) {
            return new GroupItem.Rollup(closedList(), position);
        }
        if (tokens.accept("cube", "(")) {
            return new GroupItem.Cube(closedList(), position);
        }
        if (tokens.accept("grouping", "sets")) {
            tokens.enter();
            tokens.expect("(");
            List<GroupItem> sets = groupItems();
            tokens.expect(")");
            tokens.leave();
            return new GroupItem.Sets(sets, position);
        }
        return new GroupItem.Single(grammar.expressions.parse());
    }

    private List<Expression> closedList() {
        List<Expression> items = grammar.expressions.list();
        tokens.expect(")");
        return items;
    }
}

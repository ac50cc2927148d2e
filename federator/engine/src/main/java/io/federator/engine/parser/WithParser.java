package io.federator.engine.parser;

import io.federator.engine.parser.ast.CommonTable;
import io.federator.engine.parser.ast.CommonTable.Materialization;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.With;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WITH clauses. */
final class WithParser {
    private final Grammar grammar;
    private final TokenStream tokens;

    WithParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    /** The clause, or null where there is none. */
    @Nullable With clause() {
        if (!tokens.isAny("with", "with_la")) {
            return null;
        }
        int position = tokens.advance().position();
        // RECURSIVE may be the first table's name too.
        boolean recursive = tokens.is("recursive") && TokenStream.isColumnId(tokens.ahead(1));
        if (recursive) {
            tokens.advance();
        }
        List<CommonTable> tables = new ArrayList<>();
        do {
            tables.add(table());
        } while (tokens.accept(","));
        return new With(recursive, tables, position);
    }

    private CommonTable table() {
        int position = tokens.position();
        String name = tokens.columnId();
        List<String> columns = tokens.is("(") ? tokens.columnList() : List.of();
        tokens.expect("as");
        Materialization materialization = Materialization.UNSPECIFIED;
        if (tokens.accept("materialized")) {
            materialization = Materialization.MATERIALIZED;
        } else if (tokens.accept("not")) {
            tokens.expect("materialized");
            materialization = Materialization.NOT_MATERIALIZED;
        }
        tokens.enter();
        tokens.expect("(");
        Statement statement = grammar.statements.preparable();
        tokens.expect(")");
        tokens.leave();
        return new CommonTable(name, columns, materialization, statement, search(), cycle(), position);
    }

    private CommonTable.@Nullable Search search() {
        if (!tokens.is("search")) {
            return null;
        }
        int position = tokens.advance().position();
        boolean depthFirst = tokens.accept("depth");
        if (!depthFirst) {
            tokens.expect("breadth");
        }
        tokens.expectAll("first", "by");
        List<String> columns = columns();
        tokens.expect("set");
        return new CommonTable.Search(!depthFirst, columns, tokens.columnId(), position);
    }

    private CommonTable.@Nullable Cycle cycle() {
        if (!tokens.is("cycle")) {
            return null;
        }
        int position = tokens.advance().position();
        List<String> columns = columns();
        tokens.expect("set");
        String mark = tokens.columnId();
        Expression value = new Expression.BooleanLiteral(true, position);
        Expression otherwise = new Expression.BooleanLiteral(false, position);
        if (tokens.accept("to")) {
            value = grammar.primaries.parse();
            tokens.expect("default");
            otherwise = grammar.primaries.parse();
        }
        tokens.expect("using");
        return new CommonTable.Cycle(columns, mark, value, otherwise, tokens.columnId(), position);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        do {
            columns.add(tokens.columnId());
        } while (tokens.accept(","));
        return columns;
    }
}

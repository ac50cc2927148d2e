package io.federator.engine.parser;

import io.federator.engine.parser.ast.CommonTable;
import io.federator.engine.parser.ast.CommonTable.Materialization;
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
        search();
        cycle();
        return new CommonTable(name, columns, materialization, statement, position);
    }

    private void search() {
        if (!tokens.is("search")) {
            return;
        }
        int position = tokens.advance().position();
        if (!tokens.accept("depth")) {
            tokens.expect("breadth");
        }
        tokens.expectAll("first", "by");
        columns();
        tokens.expect("set");
        tokens.columnId();
        tokens.refuse("SEARCH clause", position);
    }

    private void cycle() {
        if (!tokens.is("cycle")) {
            return;
        }
        int position = tokens.advance().position();
        columns();
        tokens.expect("set");
        tokens.columnId();
        if (tokens.accept("to")) {
            grammar.primaries.parse();
            tokens.expect("default");
            grammar.primaries.parse();
        }
        tokens.expect("using");
        tokens.columnId();
        tokens.refuse("CYCLE clause", position);
    }

    private void columns() {
        do {
            tokens.columnId();
        } while (tokens.accept(","));
    }
}

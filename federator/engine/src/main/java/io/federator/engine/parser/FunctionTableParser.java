package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.ColumnDefinition;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.FromItem.FunctionItem;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions in FROM, with their ordinality, aliases and declared columns. */
final class FunctionTableParser {
    private final Grammar grammar;
    private final TokenStream tokens;

    FunctionTableParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    /** Whether a function begins here and not a table: by the parenthesis, or by a word that no table can have. */
    boolean startsFunction() {
        Token first = tokens.current();
        if (first.is("only")) {
            return false;
        }
        if (tokens.isSequence("rows", "from") || !TokenStream.isColumnId(first)) {
            return true;
        }
        int last = 0;
        while (tokens.ahead(last + 1).is(".") && isWord(tokens.ahead(last + 2))) {
            last += 2;
        }
        return tokens.ahead(last + 1).is("(");
    }

    private static boolean isWord(Token token) {
        return token.kind() == Kind.IDENTIFIER || token.kind() == Kind.KEYWORD;
    }

    FromItem function(boolean lateral, int position) {
        if (tokens.is("json_table") && tokens.ahead(1).is("(")) {
            return grammar.jsonQueries.table(position);
        }
        if (tokens.is("xmltable") && tokens.ahead(1).is("(")) {
            tokens.refuse(PredicateParser.upper(tokens.current()), tokens.position());
            grammar.specialCalls.skipArguments();
            Expression none = new Expression.Unsupported("table function", position);
            return new FromItem.FunctionTable(
                    List.of(new FunctionItem(none, List.of())),
                    false,
                    lateral,
                    false,
                    grammar.from.alias(),
                    List.of(),
                    position);
        }
        List<FunctionItem> functions = new ArrayList<>();
        boolean rowsFrom = tokens.accept("rows", "from");
        if (rowsFrom) {
            tokens.expect("(");
            do {
                functions.add(rowsFromItem());
            } while (tokens.accept(","));
            tokens.expect(")");
        } else {
            functions.add(new FunctionItem(call(), List.of()));
        }
        boolean ordinality = tokens.accept("with_la");
        if (ordinality) {
            tokens.expect("ordinality");
        }
        return aliased(functions, rowsFrom, lateral, ordinality, position);
    }

    private FunctionItem rowsFromItem() {
        Expression call = call();
        List<ColumnDefinition> columns = List.of();
        if (tokens.accept("as")) {
            tokens.expect("(");
            columns = definitions();
        }
        return new FunctionItem(call, columns);
    }

    private Expression call() {
        Expression special = grammar.specialCalls.parse();
        return special != null ? special : grammar.functions.call(functionName());
    }

    /** A call that stands for itself, without window or filter. */
    Expression windowlessCall() {
        return call();
    }

    /** A function's name: alone it may not be a column's key word. */
    Name functionName() {
        Token first = tokens.current();
        boolean function = TokenStream.isFunctionOrType(first);
        if (!function && !TokenStream.isColumnId(first)) {
            throw tokens.error();
        }
        tokens.advance();
        List<String> parts = new ArrayList<>(List.of(first.value()));
        while (tokens.is(".") && (parts.size() > 1 || TokenStream.isColumnId(first))) {
            tokens.advance();
            parts.add(tokens.label());
        }
        if (parts.size() == 1 && !function) {
            throw tokens.error();
        }
        return new Name(parts, first.position());
    }

    private FromItem aliased(
            List<FunctionItem> functions, boolean rowsFrom, boolean lateral, boolean ordinality, int position) {
        int at = tokens.position();
        boolean as = tokens.accept("as");
        Alias alias = null;
        List<ColumnDefinition> columns = List.of();
        if (as && tokens.accept("(")) {
            columns = definitions();
        } else if (as || tokens.isColumnId()) {
            alias = new Alias(tokens.columnId(), List.of(), at);
            Token behind = tokens.ahead(2);
            if (tokens.is("(") && TokenStream.isColumnId(tokens.ahead(1)) && !behind.is(",") && !behind.is(")")) {
                tokens.advance();
                columns = definitions();
            } else if (tokens.is("(")) {
                alias = new Alias(alias.name(), tokens.columnList(), at);
            }
        }
        return new FromItem.FunctionTable(functions, rowsFrom, lateral, ordinality, alias, columns, position);
    }

    /** Column definitions behind a parenthesis, which is closed. */
    private List<ColumnDefinition> definitions() {
        List<ColumnDefinition> columns = new ArrayList<>();
        do {
            int position = tokens.position();
            String name = tokens.columnId();
            TypeName type = grammar.types.parse();
            @Nullable Name collation = tokens.accept("collate") ? tokens.anyName() : null;
            columns.add(new ColumnDefinition(name, type, collation, position));
        } while (tokens.accept(","));
        tokens.expect(")");
        return columns;
    }
}

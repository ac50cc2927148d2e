package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.Statement.CopyEndpoint;
import io.federator.engine.parser.ast.Statement.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COPY, with options in parentheses or in the form of old. */
final class CopyParser {
    private static final List<String> STAR = List.of("*");

    /** PostgreSQL gives this error no position. */
    private static final int NO_PLACE = 0;

    private final Grammar grammar;
    private final TokenStream tokens;

    CopyParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    Statement copy() {
        int position = tokens.expect("copy").position();
        List<Option> options = new ArrayList<>();
        Name table = null;
        List<String> columns = List.of();
        Statement source = null;
        if (tokens.accept("(")) {
            source = grammar.statements.preparable();
            tokens.expect(")");
        } else {
            if (tokens.is("binary")) {
                options.add(format("binary", tokens.advance().position()));
            }
            table = grammar.from.relationName();
            columns = tokens.is("(") ? tokens.columnList() : List.of();
        }
        boolean from = source == null && tokens.accept("from");
        if (!from) {
            tokens.expect("to");
        }
        boolean program = tokens.accept("program");
        String file = file();
        if (program && file == null) {
            throw TokenStream.errorAt(NO_PLACE, "STDIN/STDOUT not allowed with PROGRAM");
        }
        CopyEndpoint endpoint = program ? CopyEndpoint.PROGRAM : file == null ? CopyEndpoint.CLIENT : CopyEndpoint.FILE;
        if (table != null) {
            oldDelimiter(options);
        }
        tokens.accept("with");
        options(options);
        int wherePosition = tokens.position();
        Expression where = table != null && tokens.accept("where") ? grammar.expressions.parse() : null;
        if (where != null && !from) {
            throw TokenStream.errorAt(wherePosition, "WHERE clause not allowed with COPY TO");
        }
        return new Statement.Copy(table, columns, source, from, endpoint, file, options, where, position);
    }

    private @Nullable String file() {
        return tokens.accept("stdin") || tokens.accept("stdout") ? null : tokens.string();
    }

    private static Option format(String value, int position) {
        return new Option("format", List.of(value), position);
    }

    private void oldDelimiter(List<Option> options) {
        int position = tokens.position();
        boolean using = tokens.accept("using");
        if (using || tokens.is("delimiters")) {
            tokens.expect("delimiters");
            options.add(new Option("delimiter", List.of(tokens.string()), position));
        }
    }

    private void options(List<Option> options) {
        if (tokens.accept("(")) {
            do {
                options.add(option());
            } while (tokens.accept(","));
            tokens.expect(")");
            return;
        }
        while (oldOption(options)) {
            // Each call reads one.
        }
    }

    private Option option() {
        int position = tokens.position();
        String name = tokens.is("format_la") ? tokens.advance().value() : tokens.label();
        List<String> values = new ArrayList<>();
        if (tokens.accept("(")) {
            do {
                values.add(word());
            } while (tokens.accept(","));
            tokens.expect(")");
        } else if (!tokens.is(",") && !tokens.is(")")) {
            values.add(tokens.isAny("*", "default") ? tokens.advance().value() : optionValue());
        }
        return new Option(name, values, position);
    }

    /** A word, string or number as an option's value. */
    String optionValue() {
        boolean minus = tokens.is("-");
        if (minus || tokens.is("+")) {
            tokens.advance();
            if (!tokens.is(Kind.INTEGER) && !tokens.is(Kind.NUMBER)) {
                throw tokens.error();
            }
            return (minus ? "-" : "") + tokens.advance().value();
        }
        if (tokens.is(Kind.INTEGER) || tokens.is(Kind.NUMBER)) {
            return tokens.advance().value();
        }
        return word();
    }

    private String word() {
        Token token = tokens.current();
        boolean allowed =
                token.kind() == Kind.STRING || TokenStream.isNonReserved(token) || tokens.isAny("true", "false", "on");
        if (!allowed) {
            throw tokens.error();
        }
        return tokens.advance().value();
    }

    private boolean oldOption(List<Option> options) {
        Token word = tokens.current();
        int position = word.position();
        switch (word.symbol()) {
            case "binary", "csv" -> {
                tokens.advance();
                options.add(format(word.symbol(), position));
            }
            case "freeze", "header" -> {
                tokens.advance();
                options.add(new Option(word.symbol(), List.of("true"), position));
            }
            case "delimiter", "null", "quote", "escape" -> {
                tokens.advance();
                tokens.accept("as");
                options.add(new Option(word.symbol(), List.of(tokens.string()), position));
            }
            case "encoding" -> {
                tokens.advance();
                options.add(new Option("encoding", List.of(tokens.string()), position));
            }
            case "force" -> {
                tokens.advance();
                options.add(force(position));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Option force(int position) {
        String name = "force_quote";
        if (tokens.accept("not")) {
            tokens.expect("null");
            name = "force_not_null";
        } else if (tokens.accept("null")) {
            name = "force_null";
        } else {
            tokens.expect("quote");
        }
        if (tokens.accept("*")) {
            return new Option(name, STAR, position);
        }
        List<String> columns = new ArrayList<>();
        do {
            columns.add(tokens.columnId());
        } while (tokens.accept(","));
        return new Option(name, columns, position);
    }
}

package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.Argument;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.Expression.SpecialKind;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that have key words of their own. Most become calls by the names that PostgreSQL's grammar gives them. */
final class SpecialCallParser {
    private static final Set<String> NORMAL_FORMS = Set.of("nfc", "nfd", "nfkc", "nfkd");
    private static final Set<String> EXTRACT_FIELDS = Set.of("year", "month", "day", "hour", "minute", "second");

    private final Grammar grammar;
    private final TokenStream tokens;

    SpecialCallParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    /** The call that begins at the current key word, or null if it is none. */
    @Nullable Expression parse() {
        Token token = tokens.current();
        if (token.kind() != Kind.KEYWORD) {
            return null;
        }
        Expression value = specialValue(token);
        if (value != null) {
            return value;
        }
        if (token.is("collation") && tokens.ahead(1).is("for")) {
            return collationFor();
        }
        if (token.is("cast")) {
            return cast();
        }
        return tokens.ahead(1).is("(") ? parenthesized(token) : null;
    }

    private @Nullable Expression specialValue(Token token) {
        Token next = tokens.ahead(1);
        boolean function = next.is("(") || next.kind() == Kind.STRING;
        return switch (token.symbol()) {
            case "current_date" -> plain(SpecialKind.CURRENT_DATE);
            case "current_time" -> withPrecision(SpecialKind.CURRENT_TIME);
            case "current_timestamp" -> withPrecision(SpecialKind.CURRENT_TIMESTAMP);
            case "localtime" -> withPrecision(SpecialKind.LOCALTIME);
            case "localtimestamp" -> withPrecision(SpecialKind.LOCALTIMESTAMP);
            case "current_role" -> plain(SpecialKind.CURRENT_ROLE);
            case "current_user" -> plain(SpecialKind.CURRENT_USER);
            case "session_user" -> plain(SpecialKind.SESSION_USER);
            case "system_user" -> plain(SpecialKind.SYSTEM_USER);
            case "user" -> plain(SpecialKind.USER);
            case "current_catalog" -> plain(SpecialKind.CURRENT_CATALOG);
            case "current_schema" -> function ? null : plain(SpecialKind.CURRENT_SCHEMA);
            default -> null;
        };
    }

    private Expression plain(SpecialKind kind) {
        return new Expression.SpecialValue(kind, null, tokens.advance().position());
    }

    private Expression withPrecision(SpecialKind kind) {
        int position = tokens.advance().position();
        Integer precision = null;
        if (tokens.accept("(")) {
            precision = grammar.types.integer();
            tokens.expect(")");
        }
        return new Expression.SpecialValue(kind, precision, position);
    }

    private Expression collationFor() {
        int position = tokens.advance().position();
        tokens.expectAll("for", "(");
        Expression operand = grammar.expressions.parse();
        tokens.expect(")");
        return FunctionCall.of(Name.system("pg_collation_for", position), List.of(operand), position);
    }

    private Expression cast() {
        int position = tokens.advance().position();
        tokens.expect("(");
        Expression operand = grammar.expressions.parse();
        tokens.expect("as");
        TypeName type = grammar.types.parse();
        tokens.expect(")");
        return new Expression.Cast(operand, type, position);
    }

    private @Nullable Expression parenthesized(Token token) {
        int position = token.position();
        return switch (token.symbol()) {
            case "coalesce" -> new Expression.Coalesce(list(), position);
            case "greatest" -> new Expression.Extreme(true, list(), position);
            case "least" -> new Expression.Extreme(false, list(), position);
            case "nullif" -> nullIf(position);
            case "extract" -> extract(position);
            case "normalize" -> normalize(position);
            case "overlay" -> overlay(position);
            case "position" -> position(position);
            case "substring" -> substring(position);
            case "treat" -> treat(position);
            case "trim" -> trim(position);
            case "merge_action" -> {
                open();
                tokens.expect(")");
                yield new Expression.MergeAction(position);
            }
            case "xmlconcat",
                    "xmlelement",
                    "xmlexists",
                    "xmlforest",
                    "xmlparse",
                    "xmlpi",
                    "xmlroot",
                    "xmlserialize" -> {
                skipArguments();
                yield unsupported(PredicateParser.upper(token), position);
            }
            case "json_exists" -> grammar.jsonQueries.exists(position);
            case "json_query" -> grammar.jsonQueries.query(position);
            case "json_value" -> grammar.jsonQueries.value(position);
            case "json" -> grammar.jsonCalls.json(position);
            case "json_scalar" -> grammar.jsonCalls.scalar(position);
            case "json_serialize" -> grammar.jsonCalls.serialize(position);
            case "json_object" -> grammar.jsonCalls.object(position);
            case "json_array" -> grammar.jsonCalls.array(position);
            case "json_objectagg" -> grammar.jsonCalls.objectAggregate(position);
            case "json_arrayagg" -> grammar.jsonCalls.arrayAggregate(position);
            default -> null;
        };
    }

    private Expression unsupported(String feature, int position) {
        tokens.refuse(feature, position);
        return new Expression.Unsupported(feature, position);
    }

    /** Over a syntax that we refuse: to the parenthesis that closes it. */
    void skipArguments() {
        tokens.advance();
        skipParentheses();
    }

    void skipParentheses() {
        int open = 0;
        do {
            if (tokens.isEnd()) {
                throw tokens.error();
            }
            Token token = tokens.advance();
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        } while (open > 0);
    }

    private void open() {
        tokens.advance();
        tokens.expect("(");
    }

    private List<Expression> list() {
        open();
        List<Expression> items = grammar.expressions.list();
        tokens.expect(")");
        return items;
    }

    private Expression nullIf(int position) {
        open();
        Expression left = grammar.expressions.parse();
        tokens.expect(",");
        Expression right = grammar.expressions.parse();
        tokens.expect(")");
        return new Expression.NullIf(left, right, position);
    }

    private Expression extract(int position) {
        open();
        Token field = tokens.current();
        boolean allowed = field.kind() == Kind.IDENTIFIER
                || field.kind() == Kind.STRING
                || EXTRACT_FIELDS.contains(field.symbol());
        if (!allowed) {
            throw tokens.error();
        }
        tokens.advance();
        tokens.expect("from");
        Expression source = grammar.expressions.parse();
        tokens.expect(")");
        Expression name = new Expression.StringLiteral(field.value(), field.position());
        return system("extract", position, name, source);
    }

    private Expression normalize(int position) {
        open();
        Expression operand = grammar.expressions.parse();
        List<Expression> arguments = new ArrayList<>(List.of(operand));
        if (tokens.accept(",")) {
            Token form = tokens.current();
            if (!NORMAL_FORMS.contains(form.symbol())) {
                throw tokens.error();
            }
            tokens.advance();
            arguments.add(new Expression.StringLiteral(PredicateParser.upper(form), form.position()));
        }
        tokens.expect(")");
        return FunctionCall.of(Name.system("normalize", position), arguments, position);
    }

    private Expression position(int position) {
        open();
        Expression needle = grammar.expressions.parseRestricted();
        tokens.expect("in");
        Expression haystack = grammar.expressions.parseRestricted();
        tokens.expect(")");
        return system("position", position, haystack, needle);
    }

    private Expression treat(int position) {
        open();
        Expression operand = grammar.expressions.parse();
        tokens.expect("as");
        TypeName type = grammar.types.parse();
        tokens.expect(")");
        // PostgreSQL reads TREAT as the function that has the type's name.
        return system(type.name().last(), position, operand);
    }

    private Expression overlay(int position) {
        open();
        if (tokens.is(")")) {
            return plainCall("overlay", List.of(), position);
        }
        Argument first = grammar.functions.argument();
        if (first.name() != null || !tokens.accept("placing")) {
            return plainCall("overlay", remaining(first), position);
        }
        List<Expression> arguments = new ArrayList<>(List.of(first.value()));
        arguments.add(grammar.expressions.parse());
        tokens.expect("from");
        arguments.add(grammar.expressions.parse());
        if (tokens.accept("for")) {
            arguments.add(grammar.expressions.parse());
        }
        tokens.expect(")");
        return FunctionCall.of(Name.system("overlay", position), arguments, position);
    }

    private Expression substring(int position) {
        open();
        if (tokens.is(")")) {
            return plainCall("substring", List.of(), position);
        }
        Argument first = grammar.functions.argument(grammar.expressions::parseSubject);
        if (first.name() != null || !tokens.isAny("from", "for", "similar")) {
            return plainCall("substring", remaining(first), position);
        }
        List<Expression> arguments = new ArrayList<>(List.of(first.value()));
        if (tokens.accept("similar")) {
            arguments.add(grammar.expressions.parse());
            tokens.expect("escape");
            arguments.add(grammar.expressions.parse());
        } else if (tokens.accept("from")) {
            arguments.add(grammar.expressions.parse());
            if (tokens.accept("for")) {
                arguments.add(grammar.expressions.parse());
            }
        } else {
            int at = tokens.expect("for").position();
            Expression length = grammar.expressions.parse();
            if (tokens.accept("from")) {
                arguments.add(grammar.expressions.parse());
                arguments.add(length);
            } else {
                // Without FROM PostgreSQL insists on an integer length.
                arguments.add(new Expression.IntegerLiteral(1, at));
                arguments.add(new Expression.Cast(length, TypeName.system("int4", at), length.position()));
            }
        }
        tokens.expect(")");
        return FunctionCall.of(Name.system("substring", position), arguments, position);
    }

    private Expression trim(int position) {
        open();
        String function = "btrim";
        if (tokens.accept("leading")) {
            function = "ltrim";
        } else if (tokens.accept("trailing")) {
            function = "rtrim";
        } else {
            tokens.accept("both");
        }
        List<Expression> arguments = new ArrayList<>();
        if (tokens.accept("from")) {
            arguments.addAll(grammar.expressions.list());
        } else {
            Expression first = grammar.expressions.parse();
            if (tokens.accept("from")) {
                arguments.addAll(grammar.expressions.list());
                arguments.add(first);
            } else {
                arguments.add(first);
                while (tokens.accept(",")) {
                    arguments.add(grammar.expressions.parse());
                }
            }
        }
        tokens.expect(")");
        return FunctionCall.of(Name.system(function, position), arguments, position);
    }

    private static Expression system(String name, int position, Expression... arguments) {
        return FunctionCall.of(Name.system(name, position), List.of(arguments), position);
    }

    private List<Argument> remaining(Argument first) {
        List<Argument> arguments = new ArrayList<>(List.of(first));
        while (tokens.accept(",")) {
            arguments.add(grammar.functions.argument());
        }
        return arguments;
    }

    /** A call of the ordinary form; it is looked up in the search path like any other. */
    private Expression plainCall(String name, List<Argument> arguments, int position) {
        tokens.expect(")");
        return new FunctionCall(
                Name.of(name, position), arguments, false, false, false, List.of(), false, null, null, position);
    }
}

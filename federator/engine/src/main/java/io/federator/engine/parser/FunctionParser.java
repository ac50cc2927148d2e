package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.Argument;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.SortItem;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.parser.ast.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Function calls of the general form, with what may follow them. */
final class FunctionParser {
    private final Grammar grammar;
    private final TokenStream tokens;
    /** Where the ORDER BY of the call read last stands. */
    private int orderPosition;
    /** Whether the arguments of the call read last could be a type's modifiers. */
    private boolean plain;

    FunctionParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    /** Behind a function's name: its call, or the literal whose type the name is. */
    Expression callOrLiteral(Name name) {
        if (tokens.is(Kind.STRING)) {
            return literal(name, List.of());
        }
        FunctionCall call = call(name);
        if (plain && tokens.is(Kind.STRING)) {
            return literalWithModifiers(call);
        }
        return withClauses(call);
    }

    private Expression literalWithModifiers(FunctionCall call) {
        List<Expression> modifiers = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            if (argument.name() != null) {
                throw TokenStream.errorAt(argument.position(), "type modifier cannot have parameter name");
            }
            modifiers.add(argument.value());
        }
        if (!call.orderBy().isEmpty()) {
            throw TokenStream.errorAt(orderPosition, "type modifier cannot have ORDER BY");
        }
        return literal(call.name(), modifiers);
    }

    private Expression literal(Name name, List<Expression> modifiers) {
        Token literal = tokens.expect(Kind.STRING);
        TypeName type = new TypeName(name, modifiers, List.of(), false, null, name.position());
        return new Expression.Cast(
                new Expression.StringLiteral(literal.value(), literal.position()), type, literal.position());
    }

    /** A call without the clauses behind it, as FROM has it. */
    FunctionCall call(Name name) {
        tokens.expect("(");
        int position = name.position();
        if (tokens.is("*")) {
            tokens.advance();
            tokens.expect(")");
            plain = false;
            return new FunctionCall(name, List.of(), false, false, true, List.of(), false, null, null, position);
        }
        if (tokens.accept(")")) {
            plain = false;
            return FunctionCall.of(name, List.of(), position);
        }
        boolean distinct = tokens.accept("distinct");
        boolean all = !distinct && tokens.accept("all");
        boolean variadic = false;
        List<Argument> arguments = new ArrayList<>();
        do {
            // A VARIADIC argument is the last one, and DISTINCT and ALL exclude it.
            if (variadic) {
                throw tokens.error();
            }
            variadic = !distinct && !all && tokens.accept("variadic");
            arguments.add(argument());
        } while (!variadic && tokens.accept(","));
        int order = tokens.position();
        List<SortItem> orderBy = grammar.queries.orderBy();
        tokens.expect(")");
        orderPosition = order;
        plain = !distinct && !all && !variadic;
        return new FunctionCall(name, arguments, variadic, distinct, false, orderBy, false, null, null, position);
    }

    /** One argument, perhaps named. */
    Argument argument() {
        return argument(grammar.expressions::parse);
    }

    Argument argument(Supplier<Expression> value) {
        Token first = tokens.current();
        Token next = tokens.ahead(1);
        if (TokenStream.isFunctionOrType(first) && (next.is("=>") || next.is(":="))) {
            tokens.advance();
            tokens.advance();
            return new Argument(first.value(), grammar.expressions.parse(), first.position());
        }
        return new Argument(null, value.get(), first.position());
    }

    /** WITHIN GROUP, FILTER and OVER behind a call. */
    Expression withClauses(FunctionCall call) {
        FunctionCall ordered = withinGroup(call);
        Expression filter = filter();
        WindowSpec over = over();
        return new FunctionCall(
                ordered.name(),
                ordered.arguments(),
                ordered.variadic(),
                ordered.distinct(),
                ordered.star(),
                ordered.orderBy(),
                ordered.withinGroup(),
                filter,
                over,
                ordered.position());
    }

    private FunctionCall withinGroup(FunctionCall call) {
        if (!tokens.is("within")) {
            return call;
        }
        int position = tokens.advance().position();
        tokens.expectAll("group", "(");
        if (!tokens.is("order")) {
            throw tokens.error();
        }
        List<SortItem> orderBy = grammar.queries.orderBy();
        tokens.expect(")");
        if (!call.orderBy().isEmpty()) {
            throw TokenStream.errorAt(position, "cannot use multiple ORDER BY clauses with WITHIN GROUP");
        }
        if (call.distinct()) {
            throw TokenStream.errorAt(position, "cannot use DISTINCT with WITHIN GROUP");
        }
        if (call.variadic()) {
            throw TokenStream.errorAt(position, "cannot use VARIADIC with WITHIN GROUP");
        }
        return new FunctionCall(
                call.name(), call.arguments(), false, false, call.star(), orderBy, true, null, null, call.position());
    }

    @Nullable Expression filter() {
        if (!tokens.accept("filter")) {
            return null;
        }
        tokens.expectAll("(", "where");
        Expression condition = grammar.expressions.parse();
        tokens.expect(")");
        return condition;
    }

    @Nullable WindowSpec over() {
        return tokens.accept("over") ? grammar.windows.over() : null;
    }
}

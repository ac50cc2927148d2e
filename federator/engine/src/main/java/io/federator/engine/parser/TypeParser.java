package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.parser.ast.TypeName.IntervalFields;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Type names, and literals behind them. */
final class TypeParser {
    /** Bits of a double's fraction, and so the greatest precision of FLOAT(p). */
    private static final int DOUBLE_BITS = 53;
    /** Up to here FLOAT(p) is a real. */
    private static final int REAL_BITS = 24;

    private final Grammar grammar;
    private final TokenStream tokens;

    TypeParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    /** A type with any array bounds. */
    TypeName parse() {
        boolean setOf = tokens.accept("setof");
        TypeName simple = simple(false);
        List<OptionalInt> bounds = new ArrayList<>();
        if (tokens.accept("array")) {
            bounds.add(tokens.accept("[") ? bound(true) : OptionalInt.empty());
        } else {
            while (tokens.accept("[")) {
                bounds.add(bound(false));
            }
        }
        return new TypeName(
                simple.name(), simple.modifiers(), bounds, setOf, simple.intervalFields(), simple.position());
    }

    private OptionalInt bound(boolean required) {
        OptionalInt bound = OptionalInt.empty();
        if (required || !tokens.is("]")) {
            bound = OptionalInt.of(integer());
        }
        tokens.expect("]");
        return bound;
    }

    int integer() {
        return Integer.parseInt(tokens.expect(Kind.INTEGER).value());
    }

    /** Whether a type with a key word of its own begins here as part of a literal and not as a column's name. */
    boolean startsTypedLiteral() {
        Token next = tokens.ahead(1);
        boolean string = next.kind() == Kind.STRING;
        return switch (tokens.current().symbol()) {
            case "int", "integer", "smallint", "bigint", "real", "boolean", "json" -> string;
            case "float", "decimal", "dec", "numeric", "varchar", "interval" -> string || next.is("(");
            case "double" -> next.is("precision");
            case "bit", "character", "char", "nchar" -> string || next.is("(") || next.is("varying");
            case "national" -> next.is("character") || next.is("char");
            case "timestamp", "time" -> string || next.is("(") || next.is("with_la") || next.is("without_la");
            default -> false;
        };
    }

    /** {@code date '…'} for types with a key word of their own. */
    Expression typedLiteral() {
        TypeName type;
        Token literal;
        if (tokens.is("interval")) {
            int position = tokens.advance().position();
            Expression precision = intervalPrecision();
            literal = tokens.expect(Kind.STRING);
            type = precision != null ? interval(null, precision, position) : intervalFields(position);
        } else {
            type = simple(true);
            literal = tokens.expect(Kind.STRING);
        }
        return new Expression.Cast(
                new Expression.StringLiteral(literal.value(), literal.position()), type, literal.position());
    }

    private TypeName simple(boolean literal) {
        Token token = tokens.current();
        int position = token.position();
        switch (token.symbol()) {
            case "int", "integer" -> {
                return plain("int4");
            }
            case "smallint" -> {
                return plain("int2");
            }
            case "bigint" -> {
                return plain("int8");
            }
            case "real" -> {
                return plain("float4");
            }
            case "boolean" -> {
                return plain("bool");
            }
            case "json" -> {
                return plain("json");
            }
            case "double" -> {
                if (tokens.ahead(1).is("precision")) {
                    tokens.advance();
                    TypeName type = plain("float8");
                    return TypeName.system(type.name().last(), position);
                }
            }
            case "float" -> {
                tokens.advance();
                return TypeName.system(floatName(), position);
            }
            case "decimal", "dec", "numeric" -> {
                tokens.advance();
                return of("numeric", modifiers(), position);
            }
            case "bit" -> {
                return bit(literal);
            }
            case "character", "char", "varchar", "national", "nchar" -> {
                return character(literal);
            }
            case "timestamp", "time" -> {
                return dateTime();
            }
            case "interval" -> {
                tokens.advance();
                Expression precision = intervalPrecision();
                return precision != null ? interval(null, precision, position) : intervalFields(position);
            }
            default -> {}
        }
        return generic();
    }

    private TypeName plain(String name) {
        return TypeName.system(name, tokens.advance().position());
    }

    private static TypeName of(String name, List<Expression> modifiers, int position) {
        return new TypeName(Name.system(name, position), modifiers, List.of(), false, null, position);
    }

    private TypeName generic() {
        Token first = tokens.current();
        if (!TokenStream.isFunctionOrType(first)) {
            throw tokens.error();
        }
        tokens.advance();
        List<String> parts = new ArrayList<>(List.of(first.value()));
        while (tokens.accept(".")) {
            parts.add(tokens.label());
        }
        Name name = new Name(parts, first.position());
        List<Expression> modifiers = modifiers();
        if (tokens.isSequence("%", "type")) {
            tokens.refuse("%TYPE", tokens.position());
            tokens.advance();
            tokens.advance();
        }
        return new TypeName(name, modifiers, List.of(), false, null, first.position());
    }

    private List<Expression> modifiers() {
        if (!tokens.accept("(")) {
            return List.of();
        }
        List<Expression> modifiers = grammar.expressions.list();
        tokens.expect(")");
        return modifiers;
    }

    private String floatName() {
        if (!tokens.accept("(")) {
            return "float8";
        }
        int position = tokens.position();
        int bits = integer();
        tokens.expect(")");
        if (bits < 1) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "precision for type float must be at least 1 bit")
                    .at(position);
        }
        if (bits > DOUBLE_BITS) {
            throw new SqlException(
                            SqlState.INVALID_PARAMETER_VALUE, "precision for type float must be less than 54 bits")
                    .at(position);
        }
        return bits <= REAL_BITS ? "float4" : "float8";
    }

    private TypeName bit(boolean literal) {
        int position = tokens.advance().position();
        boolean varying = tokens.accept("varying");
        List<Expression> modifiers = modifiers();
        if (modifiers.isEmpty() && !varying && !literal) {
            modifiers = List.of(new Expression.IntegerLiteral(1, position));
        }
        return of(varying ? "varbit" : "bit", modifiers, position);
    }

    private TypeName character(boolean literal) {
        Token word = tokens.advance();
        int position = word.position();
        if (word.is("national")) {
            if (!tokens.isAny("character", "char")) {
                throw tokens.error();
            }
            tokens.advance();
        }
        boolean varying = word.is("varchar") || tokens.accept("varying");
        List<Expression> modifiers = List.of();
        if (tokens.accept("(")) {
            int at = tokens.position();
            modifiers = List.of(new Expression.IntegerLiteral(integer(), at));
            tokens.expect(")");
        } else if (!varying && !literal) {
            modifiers = List.of(new Expression.IntegerLiteral(1, position));
        }
        return of(varying ? "varchar" : "bpchar", modifiers, position);
    }

    private TypeName dateTime() {
        Token word = tokens.advance();
        List<Expression> modifiers = List.of();
        if (tokens.accept("(")) {
            int at = tokens.position();
            modifiers = List.of(new Expression.IntegerLiteral(integer(), at));
            tokens.expect(")");
        }
        boolean zone = tokens.is("with_la");
        if (zone || tokens.is("without_la")) {
            tokens.advance();
            tokens.expectAll("time", "zone");
        }
        return of(word.symbol() + (zone ? "tz" : ""), modifiers, word.position());
    }

    private @Nullable Expression intervalPrecision() {
        if (!tokens.accept("(")) {
            return null;
        }
        Expression precision =
                new Expression.IntegerLiteral(integer(), tokens.ahead(-1).position());
        tokens.expect(")");
        return precision;
    }

    /** The fields behind INTERVAL, or behind the literal of one. */
    TypeName intervalFields(int position) {
        return switch (tokens.current().symbol()) {
            case "year" -> twoFields(IntervalFields.YEAR, position, "month");
            case "month" -> twoFields(IntervalFields.MONTH, position);
            case "day" -> twoFields(IntervalFields.DAY, position, "hour", "minute", "second");
            case "hour" -> twoFields(IntervalFields.HOUR, position, "minute", "second");
            case "minute" -> twoFields(IntervalFields.MINUTE, position, "second");
            case "second" -> {
                tokens.advance();
                yield interval(IntervalFields.SECOND, intervalPrecision(), position);
            }
            default -> interval(null, null, position);
        };
    }

    private TypeName twoFields(IntervalFields single, int position, String... ends) {
        tokens.advance();
        boolean range = ends.length > 0 && tokens.accept("to");
        if (!range) {
            return interval(single, null, position);
        }
        if (!tokens.isAny(ends)) {
            throw tokens.error();
        }
        Token end = tokens.advance();
        IntervalFields fields = IntervalFields.valueOf(single.name() + "_TO_" + PredicateParser.upper(end));
        return interval(fields, end.is("second") ? intervalPrecision() : null, position);
    }

    private static TypeName interval(@Nullable IntervalFields fields, @Nullable Expression precision, int position) {
        List<Expression> modifiers = precision == null ? List.of() : List.of(precision);
        return new TypeName(Name.system("interval", position), modifiers, List.of(), false, fields, position);
    }
}

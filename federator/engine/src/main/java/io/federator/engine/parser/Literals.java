package io.federator.engine.parser;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import java.math.BigInteger;

/** Constants, and the minus that becomes part of them. */
final class Literals {
    private static final BigInteger MAX_BIGINT = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN_BIGINT = BigInteger.valueOf(Long.MIN_VALUE);

    private Literals() {}

    /** A number of the narrowest of integer, bigint and numeric. */
    static Expression number(String text, int position) {
        if (text.length() > 20 || !isWhole(text)) {
            return new Expression.NumericLiteral(text, position);
        }
        BigInteger value = new BigInteger(text);
        if (value.compareTo(MAX_BIGINT) > 0 || value.compareTo(MIN_BIGINT) < 0) {
            return new Expression.NumericLiteral(text, position);
        }
        long number = value.longValue();
        return number == (int) number
                ? new Expression.IntegerLiteral((int) number, position)
                : new Expression.BigintLiteral(number, position);
    }

    /** The negative of an operand: a constant right behind the minus takes it in, so that the least integer can be written. */
    static Expression negate(Expression operand, int position) {
        return switch (operand) {
            case Expression.IntegerLiteral e -> number(Long.toString(-(long) e.value()), position);
            case Expression.BigintLiteral e ->
                number(BigInteger.valueOf(e.value()).negate().toString(), position);
            case Expression.NumericLiteral e -> number(negated(e.text()), position);
            default -> new Expression.Unary(Name.of("-", position), operand, position);
        };
    }

    static String negated(String text) {
        return text.startsWith("-") ? text.substring(1) : "-" + text;
    }

    private static boolean isWhole(String text) {
        for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

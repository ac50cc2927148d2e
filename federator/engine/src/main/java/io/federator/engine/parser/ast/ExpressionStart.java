package io.federator.engine.parser.ast;

import io.federator.engine.parser.ast.Expression.AnyArray;
import io.federator.engine.parser.ast.Expression.AnySubquery;
import io.federator.engine.parser.ast.Expression.Between;
import io.federator.engine.parser.ast.Expression.Binary;
import io.federator.engine.parser.ast.Expression.Cast;
import io.federator.engine.parser.ast.Expression.Collate;
import io.federator.engine.parser.ast.Expression.FieldSelect;
import io.federator.engine.parser.ast.Expression.FieldStar;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.Expression.InList;
import io.federator.engine.parser.ast.Expression.InSubquery;
import io.federator.engine.parser.ast.Expression.IsDistinct;
import io.federator.engine.parser.ast.Expression.IsJson;
import io.federator.engine.parser.ast.Expression.IsNull;
import io.federator.engine.parser.ast.Expression.IsTruth;
import io.federator.engine.parser.ast.Expression.Like;
import io.federator.engine.parser.ast.Expression.Subscripts;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The leftmost place of an expression: many nodes point at an operator in their middle. */
final class ExpressionStart {
    private ExpressionStart() {}

    /** The smaller of the expression's own place and those of what may be written left of it. */
    static int of(Expression expression) {
        int leftmost = expression.position();
        Expression current = expression;
        while (true) {
            Expression left = leftOf(current);
            if (left == null) {
                return leftmost;
            }
            leftmost = Math.min(leftmost, left.position());
            current = left;
        }
    }

    /** The operand that may be written first, or null where the expression begins with its own place. */
    private static @Nullable Expression leftOf(Expression expression) {
        return switch (expression) {
            case FieldSelect e -> e.base();
            case FieldStar e -> e.base();
            case Subscripts e -> e.base();
            case Binary e -> e.left();
            case Expression.And e -> e.operands().getFirst();
            case Expression.Or e -> e.operands().getFirst();
            case IsNull e -> e.operand();
            case IsTruth e -> e.operand();
            case IsDistinct e -> e.left();
            case IsJson e -> e.operand();
            case Between e -> e.operand();
            case InList e -> e.operand();
            case InSubquery e -> e.operand();
            case Like e -> e.operand();
            case AnyArray e -> e.left();
            case AnySubquery e -> e.left();
            case Cast e -> e.operand();
            case Collate e -> e.operand();
            // The grammar's own calls, such as AT TIME ZONE, may hold an argument left of their place, not always the
            // first.
            case FunctionCall e ->
                e.arguments().stream()
                        .map(Expression.Argument::value)
                        .min(Comparator.comparingInt(Expression::position))
                        .filter(first -> first.position() < e.position())
                        .orElse(null);
            default -> null;
        };
    }
}

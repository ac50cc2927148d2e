package io.federator.engine.parser.ast;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Statements for which one plan is as good as another, whatever the values: of one table, with parameters only where a column is
 * compared with one, set to one, or inserted.
 */
public final class GenericForm {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*");

    /** Types whose values are read from text alike wherever the text is. */
    private static final Set<String> PLAIN_TYPES =
            Set.of("bool", "int2", "int4", "int8", "numeric", "float4", "float8", "text", "varchar", "uuid", "date");

    private GenericForm() {}

    /**
     * Whether all parameters of the statement are in such places.
     *
     * @param parameters how many it has, each once
     */
    public static boolean covers(Statement statement, int parameters) {
        return switch (statement) {
            case Statement.Select s -> select(s.query()) == parameters;
            case WriteStatement.Update s ->
                s.with() == null && s.from().isEmpty() && assigned(s.assignments()) + where(s.where()) == parameters;
            case WriteStatement.Delete s -> s.with() == null && s.using().isEmpty() && where(s.where()) == parameters;
            case WriteStatement.Insert s ->
                s.with() == null && s.source() != null && inserted(s.source()) == parameters;
            default -> false;
        };
    }

    private static int select(Query query) {
        boolean plain = query.with() == null
                && query.limit() == null
                && query.offset() == null
                && query.body() instanceof QueryBody.Select select
                && select.from().size() == 1
                && select.from().getFirst() instanceof FromItem.Table;
        return plain && query.body() instanceof QueryBody.Select select ? where(select.where()) : -1;
    }

    private static int inserted(Query source) {
        if (!source.isBare() || !(source.body() instanceof QueryBody.Values values)) {
            return -1;
        }
        // The types of several rows depend on each other.
        return values.rows().size() == 1 ? parameters(values.rows().getFirst()) : -1;
    }

    private static int assigned(List<Assignment> assignments) {
        return assignments.stream()
                .mapToInt(assignment -> assignment.multiple() ? 0 : value(assignment.value()))
                .sum();
    }

    private static int value(Expression value) {
        return switch (value) {
            case Expression.Parameter p -> 1;
            case Expression.Cast c -> parameter(c);
            case Expression.Binary b
            when isOne(b.operator(), ARITHMETIC) && b.left() instanceof Expression.ColumnRef -> parameter(b.right());
            default -> 0;
        };
    }

    /** The parameters in such places of a condition. */
    private static int where(@Nullable Expression condition) {
        return switch (condition) {
            case null -> 0;
            case Expression.And and ->
                and.operands().stream().mapToInt(GenericForm::where).sum();
            case Expression.Or or ->
                or.operands().stream().mapToInt(GenericForm::where).sum();
            case Expression.Not not -> where(not.operand());
            case Expression.Binary b
            when isOne(b.operator(), COMPARISONS) && b.left() instanceof Expression.ColumnRef -> parameter(b.right());
            case Expression.Binary b
            when isOne(b.operator(), COMPARISONS) && b.right() instanceof Expression.ColumnRef -> parameter(b.left());
            case Expression.Between b
            when !b.symmetric() && b.operand() instanceof Expression.ColumnRef ->
                parameters(List.of(b.low(), b.high()));
            case Expression.InList in when in.operand() instanceof Expression.ColumnRef -> parameters(in.items());
            default -> 0;
        };
    }

    private static boolean isOne(Name operator, Set<String> names) {
        return !operator.isQualified() && names.contains(operator.last());
    }

    private static int parameters(List<Expression> expressions) {
        return expressions.stream().mapToInt(GenericForm::parameter).sum();
    }

    /** A parameter, perhaps with its type. */
    private static int parameter(Expression expression) {
        Expression bare =
                expression instanceof Expression.Cast cast && isPlain(cast.type()) ? cast.operand() : expression;
        return bare instanceof Expression.Parameter ? 1 : 0;
    }

    private static boolean isPlain(TypeName type) {
        return type.modifiers().isEmpty()
                && !type.isArray()
                && !type.setOf()
                && type.intervalFields() == null
                && PLAIN_TYPES.contains(type.name().last());
    }
}

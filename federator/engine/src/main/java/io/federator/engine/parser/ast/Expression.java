package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value expression. Forms that PostgreSQL's grammar itself turns into function calls ({@code extract}, {@code substring
 * … from}, {@code AT TIME ZONE}, {@code OVERLAPS}, {@code IS NORMALIZED}, …) are {@link FunctionCall}s with a
 * {@code pg_catalog} name.
 */
public sealed interface Expression extends Node {
    /** The leftmost place of the expression in the text: where PostgreSQL points with errors about the whole of it. */
    default int start() {
        return ExpressionStart.of(this);
    }

    /** A string of type {@code unknown}. */
    record StringLiteral(String value, int position) implements Expression {}

    /** A whole number of type {@code integer}; a minus right before it is part of it. */
    record IntegerLiteral(int value, int position) implements Expression {}

    /** A whole number that needs {@code bigint}. */
    record BigintLiteral(long value, int position) implements Expression {}

    /** Any other number, in decimal notation, perhaps with a minus or an exponent: a {@code numeric}. */
    record NumericLiteral(String text, int position) implements Expression {}

    /** {@code B'101'} or {@code X'1F'}; the digits are not checked yet. */
    record BitLiteral(String digits, boolean hexadecimal, int position) implements Expression {}

    /** TRUE or FALSE. */
    record BooleanLiteral(boolean value, int position) implements Expression {}

    /** NULL. */
    record NullLiteral(int position) implements Expression {}

    /** {@code $n}, from 1. */
    record Parameter(int number, int position) implements Expression {}

    /** MERGE_ACTION(), which has a meaning in the RETURNING of MERGE only. */
    record MergeAction(int position) implements Expression {}

    /** DEFAULT, which has a meaning in INSERT and UPDATE only. */
    record Default(int position) implements Expression {}

    /** {@code a}, {@code t.a}, {@code s.t.a}; with {@code star} the names are a qualifier, and none for the bare star. */
    record ColumnRef(List<String> names, boolean star, int position) implements Expression {
        public ColumnRef {
            names = List.copyOf(names);
        }
    }

    /** {@code (base).field}. */
    record FieldSelect(Expression base, String field, int position) implements Expression {}

    /** {@code (base).*}, in target lists and rows only. */
    record FieldStar(Expression base, int position) implements Expression {}

    /** All subscripts that follow one another: {@code base[1][2:3]}; one slice makes slices of them all. */
    record Subscripts(Expression base, List<Subscript> subscripts, int position) implements Expression {
        public Subscripts {
            subscripts = List.copyOf(subscripts);
        }
    }

    /** A step from a value into it: a field or a subscript, as assigned in INSERT and UPDATE. */
    sealed interface Step permits Field, Subscript {}

    /** {@code .field}. */
    record Field(String name) implements Step {}

    /** {@code [upper]}, or with {@code slice} {@code [lower:upper]} of which both may be left out. */
    record Subscript(@Nullable Expression lower, @Nullable Expression upper, boolean slice) implements Step {}

    /** A prefix operator. */
    record Unary(Name operator, Expression operand, int position) implements Expression {}

    /** An infix operator; {@code !=} is already {@code <>}. */
    record Binary(Name operator, Expression left, Expression right, int position) implements Expression {}

    /** AND over two or more operands, in order. */
    record And(List<Expression> operands, int position) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** OR over two or more operands, in order. */
    record Or(List<Expression> operands, int position) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /** NOT. */
    record Not(Expression operand, int position) implements Expression {}

    /** IS [NOT] NULL. */
    record IsNull(Expression operand, boolean negated, int position) implements Expression {}

    /** IS [NOT] TRUE, FALSE or UNKNOWN. */
    record IsTruth(Expression operand, Truth truth, boolean negated, int position) implements Expression {}

    /** The values of {@link IsTruth}. */
    enum Truth {
        TRUE,
        FALSE,
        UNKNOWN
    }

    /** IS DISTINCT FROM; with {@code negated} IS NOT DISTINCT FROM. */
    record IsDistinct(Expression left, Expression right, boolean negated, int position) implements Expression {}

    /** IS [NOT] JSON. */
    record IsJson(Expression operand, JsonKind kind, boolean uniqueKeys, boolean negated, int position)
            implements Expression {}

    /** The kinds of JSON that {@link IsJson} tells apart. */
    enum JsonKind {
        ANY,
        SCALAR,
        ARRAY,
        OBJECT
    }

    /** [NOT] BETWEEN [SYMMETRIC]. */
    record Between(
            Expression operand, Expression low, Expression high, boolean symmetric, boolean negated, int position)
            implements Expression {}

    /** [NOT] IN (value, …). */
    record InList(Expression operand, List<Expression> items, boolean negated, int position) implements Expression {
        public InList {
            items = List.copyOf(items);
        }
    }

    /** [NOT] IN (query). */
    record InSubquery(Expression operand, Query query, boolean negated, int position) implements Expression {}

    /** [NOT] LIKE, ILIKE, SIMILAR TO; the escape is null where none is written. */
    record Like(
            LikeKind kind,
            Expression operand,
            Expression pattern,
            @Nullable Expression escape,
            boolean negated,
            int position)
            implements Expression {}

    /** The pattern languages of {@link Like}. */
    enum LikeKind {
        LIKE,
        ILIKE,
        SIMILAR
    }

    /** {@code left op ANY (array)} or ALL; LIKE is {@code ~~} here, ILIKE {@code ~~*}, NOT LIKE {@code !~~}. */
    record AnyArray(Name operator, boolean all, Expression left, Expression array, int position)
            implements Expression {}

    /** {@code left op ANY (query)} or ALL. */
    record AnySubquery(Name operator, boolean all, Expression left, Query query, int position) implements Expression {}

    /** EXISTS (query). */
    record Exists(Query query, int position) implements Expression {}

    /** A query in parentheses as a value. */
    record ScalarSubquery(Query query, int position) implements Expression {}

    /** ARRAY(query). */
    record ArraySubquery(Query query, int position) implements Expression {}

    /** ARRAY[…]; brackets inside it are such literals themselves. */
    record ArrayLiteral(List<Expression> elements, int position) implements Expression {
        public ArrayLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** ROW(…), or with {@code explicit} false {@code (a, b)}. */
    record Row(List<Expression> fields, boolean explicit, int position) implements Expression {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    /** {@code JSON_OBJECT}, whose arguments are keys and values in turn, or with {@code object} false {@code JSON_ARRAY}. */
    record JsonConstructor(
            boolean object,
            List<Expression> arguments,
            boolean absentOnNull,
            boolean uniqueKeys,
            boolean binary,
            int position)
            implements Expression {
        public JsonConstructor {
            arguments = List.copyOf(arguments);
        }
    }

    /** A function of SQL/JSON under its own name, and the expression that it means. */
    record JsonCall(String name, Expression value, int position) implements Expression {}

    /** JSON_EXISTS, JSON_QUERY or JSON_VALUE; {@code output} is null without RETURNING. */
    record JsonQuery(
            JsonQueryKind kind,
            JsonClause.Search search,
            JsonClause.@Nullable Output output,
            JsonClause.Shape shape,
            int position)
            implements Expression {}

    /** SQL/JSON's query functions. */
    enum JsonQueryKind {
        JSON_EXISTS,
        JSON_QUERY,
        JSON_VALUE
    }

    /** CASE; without an operand the conditions are booleans; {@code otherwise} is null without ELSE. */
    record Case(
            @Nullable Expression operand,
            List<When> branches,
            @Nullable Expression otherwise,
            int position) implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    /** A branch of CASE. */
    record When(Expression condition, Expression result, int position) {}

    /** COALESCE. */
    record Coalesce(List<Expression> arguments, int position) implements Expression {
        public Coalesce {
            arguments = List.copyOf(arguments);
        }
    }

    /** NULLIF. */
    record NullIf(Expression left, Expression right, int position) implements Expression {}

    /** GREATEST, or with {@code greatest} false LEAST. */
    record Extreme(boolean greatest, List<Expression> arguments, int position) implements Expression {
        public Extreme {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code x::t}, {@code CAST(x AS t)}, {@code t 'literal'}. */
    record Cast(Expression operand, TypeName type, int position) implements Expression {}

    /** COLLATE. */
    record Collate(Expression operand, Name collation, int position) implements Expression {}

    /**
     * A call of a function, aggregate or window function.
     *
     * @param variadic whether the last argument is marked VARIADIC
     * @param star whether the argument is {@code *}
     * @param orderBy the order within the arguments, or after WITHIN GROUP
     */
    record FunctionCall(
            Name name,
            List<Argument> arguments,
            boolean variadic,
            boolean distinct,
            boolean star,
            List<SortItem> orderBy,
            boolean withinGroup,
            @Nullable Expression filter,
            @Nullable WindowSpec over,
            int position)
            implements Expression {
        public FunctionCall {
            arguments = List.copyOf(arguments);
            orderBy = List.copyOf(orderBy);
        }

        /** A call with plain arguments. */
        public static FunctionCall of(Name name, List<Expression> arguments, int position) {
            List<Argument> plain = arguments.stream().map(Argument::of).toList();
            return new FunctionCall(name, plain, false, false, false, List.of(), false, null, null, position);
        }
    }

    /** An argument; {@code name} is null where it is given by place. */
    record Argument(@Nullable String name, Expression value, int position) {
        static Argument of(Expression value) {
            return new Argument(null, value, value.position());
        }
    }

    /** GROUPING(…). */
    record Grouping(List<Expression> arguments, int position) implements Expression {
        public Grouping {
            arguments = List.copyOf(arguments);
        }
    }

    /** CURRENT_DATE and its like; {@code precision} is null where none is written. */
    record SpecialValue(SpecialKind kind, @Nullable Integer precision, int position) implements Expression {}

    /** The words that are values. {@code USER} and {@code CURRENT_ROLE} keep names of their own for the column's name. */
    enum SpecialKind {
        CURRENT_DATE,
        CURRENT_TIME,
        CURRENT_TIMESTAMP,
        LOCALTIME,
        LOCALTIMESTAMP,
        CURRENT_ROLE,
        CURRENT_USER,
        USER,
        SESSION_USER,
        SYSTEM_USER,
        CURRENT_CATALOG,
        CURRENT_SCHEMA
    }

    /** The current row of a cursor, in WHERE CURRENT OF. */
    record CurrentOf(String cursor, int position) implements Expression {}

    /**
     * Something PostgreSQL has and we refuse, such as XML. Never part of a tree that the parser returns: it throws
     * {@code 0A000} once the text is known to be free of syntax errors.
     */
    record Unsupported(String feature, int position) implements Expression {}
}

package io.federator.engine.binder;

import io.federator.engine.binder.OperatorBinder.Operand;
import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.format.TextFormat;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgOperator.Volatility;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.BitString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Expressions of one level: dispatches on the form and binds the simple ones itself. A result may still be of type UNKNOWN, as
 * an {@link UnknownLiteral} or an undecided parameter: the place that it goes to brings it to a type.
 */
final class ExpressionBinder {
    private final Binding binding;
    private final OperatorBinder operators;
    private final ComparisonBinder comparisons;
    private final ConditionBinder conditions;
    private final ArrayBinder arrays;
    private final CallBinder calls;
    private final SubqueryBinder subqueries;
    private final ColumnResolver columns;
    private final RowCasts rows;
    private final JsonBinder json;
    private final JsonQueryBinder jsonQueries;

    ExpressionBinder(Binding binding, Level level) {
        this.binding = binding;
        this.operators = new OperatorBinder(binding);
        this.comparisons = new ComparisonBinder(binding, this, operators);
        this.conditions = new ConditionBinder(binding, this, operators, level);
        this.arrays = new ArrayBinder(binding, this);
        this.calls = new CallBinder(binding, level, this);
        this.subqueries = new SubqueryBinder(binding, level, this, operators);
        this.columns = new ColumnResolver(binding, level);
        this.rows = new RowCasts(binding, this);
        this.json = new JsonBinder(binding, this);
        this.jsonQueries = new JsonQueryBinder(binding, this);
    }

    ColumnResolver columns() {
        return columns;
    }

    OperatorBinder operators() {
        return operators;
    }

    SubqueryBinder subqueries() {
        return subqueries;
    }

    CallBinder calls() {
        return calls;
    }

    JsonQueryBinder jsonQueries() {
        return jsonQueries;
    }

    List<RexNode> bind(List<Expression> expressions) {
        List<RexNode> result = new ArrayList<>();
        for (Expression expression : expressions) {
            result.add(bind(expression));
        }
        return result;
    }

    /** A condition. */
    RexNode bindBoolean(Expression expression, String construct) {
        return binding.coercion.bool(bind(expression), expression, construct);
    }

    RexNode bind(Expression expression) {
        return switch (expression) {
            case Expression.StringLiteral e -> unknown(e.value(), e.position());
            case Expression.NullLiteral e -> new UnknownLiteral(binding.types.of(SqlType.UNKNOWN), null, e.position());
            case Expression.IntegerLiteral e -> binding.constant(SqlType.INT4, e.value());
            case Expression.BigintLiteral e -> binding.constant(SqlType.INT8, e.value());
            case Expression.NumericLiteral e -> numeric(e);
            case Expression.BitLiteral e -> bits(e);
            case Expression.BooleanLiteral e -> binding.rex.makeLiteral(e.value());
            case Expression.Parameter e -> parameter(e);
            case Expression.ColumnRef e -> columns.resolve(e);
            case Expression.Unary e -> operators.prefix(e.operator(), operand(e.operand()), e.position());
            case Expression.Binary e -> binary(e);
            case Expression.And e -> connective(SqlStdOperatorTable.AND, e.operands(), "AND");
            case Expression.Or e -> connective(SqlStdOperatorTable.OR, e.operands(), "OR");
            case Expression.Not e ->
                binding.folder.foldCall(binding.bool(SqlStdOperatorTable.NOT, bindBoolean(e.operand(), "NOT")));
            case Expression.IsNull e -> comparisons.isNull(e);
            case Expression.IsTruth e -> truth(e);
            case Expression.IsDistinct e -> comparisons.distinct(e);
            case Expression.Between e -> comparisons.between(e);
            case Expression.InList e -> comparisons.inList(e);
            case Expression.Like e -> conditions.like(e);
            case Expression.AnyArray e ->
                operators.anyArray(e.operator(), e.all(), operand(e.left()), operand(e.array()), e.position());
            case Expression.Case e -> conditions.bindCase(e);
            case Expression.Coalesce e -> conditions.coalesce(e);
            case Expression.NullIf e -> conditions.nullIf(e);
            case Expression.Extreme e -> conditions.extreme(e);
            case Expression.Cast e -> cast(e);
            case Expression.Collate e -> collate(e);
            case Expression.ArrayLiteral e -> arrays.literal(e);
            case Expression.Subscripts e -> arrays.subscripts(e);
            case Expression.Row e -> row(e);
            case Expression.FieldSelect e -> fieldSelect(e);
            case Expression.FunctionCall e -> calls.bind(e);
            case Expression.Grouping e -> calls.grouping(e);
            case Expression.SpecialValue e -> special(e);
            case Expression.InSubquery e -> subqueries.in(e);
            case Expression.AnySubquery e -> subqueries.any(e);
            case Expression.Exists e -> subqueries.exists(e);
            case Expression.ScalarSubquery e -> subqueries.scalar(e);
            case Expression.ArraySubquery e -> subqueries.array(e);
            case Expression.IsJson e -> json.isJson(e);
            case Expression.JsonConstructor e -> json.constructor(e);
            case Expression.JsonCall e -> bind(e.value());
            case Expression.JsonQuery e -> jsonQueries.bind(e);
            case Expression.FieldStar e -> throw unsupported("row expansion via \"*\" here", e.position());
            case Expression.MergeAction e -> columns.mergeAction(e);
            case Expression.Default e ->
                throw new SqlException(SqlState.SYNTAX_ERROR, "DEFAULT is not allowed in this context")
                        .at(e.position());
            case Expression.CurrentOf e -> throw unsupported("WHERE CURRENT OF here", e.position());
            case Expression.Unsupported e -> throw unsupported(e.feature(), e.position());
        };
    }

    Operand operand(Expression expression) {
        return Operand.of(bind(expression), expression);
    }

    static SqlException unsupported(String feature, int position) {
        return new SqlException(SqlState.FEATURE_NOT_SUPPORTED, feature + " is not supported").at(position);
    }

    static SqlException unsupported(String feature, int position, String predicate) {
        return new SqlException(SqlState.FEATURE_NOT_SUPPORTED, feature + " " + predicate).at(position);
    }

    UnknownLiteral unknown(String text, int position) {
        return new UnknownLiteral(binding.types.of(SqlType.UNKNOWN), text, position);
    }

    private RexNode numeric(Expression.NumericLiteral literal) {
        try {
            return binding.constant(
                    SqlType.NUMERIC, TextFormat.parse(SqlType.NUMERIC, literal.text(), binding.context));
        } catch (SqlException e) {
            throw e.atIfAbsent(literal.position());
        }
    }

    private RexNode bits(Expression.BitLiteral literal) {
        StringBuilder bits = new StringBuilder();
        for (char c : literal.digits().toCharArray()) {
            int digit = Character.digit(c, literal.hexadecimal() ? 16 : 2);
            if (digit < 0) {
                throw new SqlException(
                                SqlState.INVALID_TEXT_REPRESENTATION,
                                "\"" + c + "\" is not a valid " + (literal.hexadecimal() ? "hexadecimal" : "binary")
                                        + " digit")
                        .at(literal.position());
            }
            if (literal.hexadecimal()) {
                bits.append(Integer.toBinaryString(digit | 16), 1, 5);
            } else {
                bits.append(c);
            }
        }
        return binding.constant(SqlType.of(TypeKind.BIT), new BitString(bits.toString()));
    }

    private RexNode parameter(Expression.Parameter parameter) {
        return binding.rex.makeDynamicParam(
                binding.types.of(binding.parameters.type(parameter.number())), parameter.number() - 1);
    }

    private RexNode binary(Expression.Binary e) {
        boolean comparison = ComparisonBinder.isComparison(e.operator());
        if (comparison && e.left() instanceof Expression.Row left) {
            if (e.right() instanceof Expression.Row right) {
                return comparisons.rows(e.operator(), left, right, e.position());
            }
            if (e.right() instanceof Expression.ScalarSubquery query) {
                return subqueries.rowCompare(e.operator(), left, query, e.position());
            }
        }
        return operators.infix(e.operator(), operand(e.left()), operand(e.right()), e.position());
    }

    private RexNode connective(SqlOperator operator, List<Expression> operands, String construct) {
        List<RexNode> nodes = new ArrayList<>();
        for (Expression operand : operands) {
            nodes.add(bindBoolean(operand, construct));
        }
        return binding.folder.foldCall(binding.bool(operator, nodes));
    }

    private RexNode truth(Expression.IsTruth e) {
        String construct = "IS " + (e.negated() ? "NOT " : "") + e.truth();
        RexNode operand = bindBoolean(e.operand(), construct);
        SqlOperator operator = switch (e.truth()) {
            case TRUE -> e.negated() ? SqlStdOperatorTable.IS_NOT_TRUE : SqlStdOperatorTable.IS_TRUE;
            case FALSE -> e.negated() ? SqlStdOperatorTable.IS_NOT_FALSE : SqlStdOperatorTable.IS_FALSE;
            case UNKNOWN -> e.negated() ? SqlStdOperatorTable.IS_NOT_NULL : SqlStdOperatorTable.IS_NULL;
        };
        return binding.folder.foldCall(binding.standard(operator, SqlType.BOOL, false, operand));
    }

    private RexNode cast(Expression.Cast e) {
        SqlType target;
        try {
            target = binding.typeBinder.bind(e.type());
        } catch (SqlException noType) {
            Optional<CatalogTable> table = rows.table(e.type());
            if (table.isEmpty()) {
                throw noType;
            }
            return rows.cast(e, table.get());
        }
        if (e.operand() instanceof Expression.ArrayLiteral array && target.element() != null) {
            return binding.coercion.cast(arrays.literal(array, target), target);
        }
        RexNode operand = bind(e.operand());
        RexNode coerced = binding.coercion.explicit(operand, target, castPlace(e, operand));
        return target.typmod() == -1 && !(operand instanceof UnknownLiteral)
                ? withoutModifier(coerced, target)
                : coerced;
    }

    /** PostgreSQL places parameters' conflicts at the parameter, all other errors at the cast. */
    private static int castPlace(Expression.Cast e, RexNode operand) {
        return Binding.isUnknown(operand) ? e.operand().start() : e.position();
    }

    private RexNode withoutModifier(RexNode node, SqlType target) {
        return binding.coercion.relabel(node, target);
    }

    private RexNode collate(Expression.Collate e) {
        RexNode operand = binding.coercion.resolved(bind(e.operand()));
        SqlType type = Binding.typeOf(operand);
        TypeKind kind = type.element() == null ? type.kind() : type.element().kind();
        if (!kind.isText()) {
            throw new SqlException(SqlState.DATATYPE_MISMATCH, "collations are not supported by type " + type.bare())
                    .at(e.position());
        }
        if (!isSystem(e.collation())) {
            throw new SqlException(
                            SqlState.UNDEFINED_OBJECT,
                            "collation \"" + e.collation() + "\" for encoding \"UTF8\" does not exist")
                    .at(e.position());
        }
        return binding.collations.mark(operand, e.collation().last(), e.position());
    }

    private RexNode row(Expression.Row e) {
        List<RexNode> fields = new ArrayList<>();
        for (Expression field : e.fields()) {
            if (field instanceof Expression.ColumnRef ref && ref.star()) {
                fields.addAll(columns.starred(ref));
            } else {
                fields.add(binding.coercion.resolved(bind(field)));
            }
        }
        return binding.records.row(fields);
    }

    private RexNode fieldSelect(Expression.FieldSelect e) {
        if (e.base() instanceof Expression.ColumnRef base
                && !base.star()
                && base.names().size() == 1
                && !columns.isColumn(base.names().getFirst())) {
            List<String> names = List.of(base.names().getFirst(), e.field());
            try {
                return columns.resolve(new Expression.ColumnRef(names, false, e.position()));
            } catch (SqlException notATable) {
                if (notATable.state() != SqlState.UNDEFINED_TABLE) {
                    throw notATable;
                }
            }
        }
        RexNode base = bind(e.base());
        SqlType type = Binding.typeOf(base);
        RexNode field = binding.records.field(base, e.field());
        if (field != null) {
            return field;
        }
        if (type.is(TypeKind.RECORD)) {
            throw new SqlException(
                            SqlState.UNDEFINED_COLUMN,
                            "could not identify column \"" + e.field() + "\" in record data type")
                    .at(e.position());
        }
        throw new SqlException(
                        SqlState.WRONG_OBJECT_TYPE,
                        "column notation ." + e.field() + " applied to type " + type.bare()
                                + ", which is not a composite type")
                .at(e.position());
    }

    private RexNode special(Expression.SpecialValue e) {
        int precision = e.precision() == null ? -1 : Math.min(e.precision(), 6);
        return switch (e.kind()) {
            case CURRENT_DATE -> now(SqlType.DATE);
            case CURRENT_TIME -> now(SqlType.of(TypeKind.TIMETZ, precision));
            case CURRENT_TIMESTAMP -> now(SqlType.of(TypeKind.TIMESTAMPTZ, precision));
            case LOCALTIME -> now(SqlType.of(TypeKind.TIME, precision));
            case LOCALTIMESTAMP -> now(SqlType.of(TypeKind.TIMESTAMP, precision));
            case CURRENT_ROLE, CURRENT_USER, USER -> stable("current_user", SqlType.NAME);
            case SESSION_USER -> stable("session_user", SqlType.NAME);
            case SYSTEM_USER -> stable("system_user", SqlType.TEXT);
            case CURRENT_CATALOG -> stable("current_database", SqlType.NAME);
            case CURRENT_SCHEMA -> stable("current_schema", SqlType.NAME);
        };
    }

    private RexNode now(SqlType type) {
        return binding.coercion.cast(stable("now", SqlType.TIMESTAMPTZ), type);
    }

    private RexNode stable(String function, SqlType type) {
        return binding.rex.makeCall(
                binding.types.of(type),
                PgOperator.of(function, Volatility.STABLE).returning(type),
                List.of());
    }

    static boolean isSystem(Name name) {
        return !name.isQualified() || Name.PG_CATALOG.equals(name.qualifier());
    }
}

package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.function.CastContext;
import io.federator.engine.parser.ast.Assignment.AssignedColumn;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.Subscript;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** An assignment to an element or a slice of a column's array: the column's new value, made of its old one. */
final class PartAssignment {
    private final Binding binding;
    private final CatalogColumn column;
    private final AssignedColumn target;

    PartAssignment(Binding binding, CatalogColumn column, AssignedColumn target) {
        this.binding = binding;
        this.column = column;
        this.target = target;
    }

    /** 0A000 where DEFAULT is to be assigned. */
    static void checkDefault(AssignedColumn target) {
        if (!target.steps().isEmpty()) {
            String what = target.steps().getFirst() instanceof Subscript ? "an array element" : "a subfield";
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "cannot set " + what + " to DEFAULT")
                    .at(target.position());
        }
    }

    /**
     * The new value.
     *
     * @param position of the value in the statement
     */
    RexNode of(RexNode old, RexNode value, int position, ExpressionBinder expressions) {
        List<Subscript> subscripts = new ArrayList<>();
        for (Expression.Step step : target.steps()) {
            if (!(step instanceof Subscript subscript)) {
                throw ExpressionBinder.unsupported("assignment to a field of a column", target.position());
            }
            subscripts.add(subscript);
        }
        SqlType type = column.type();
        if (type.equals(SqlType.JSONB)) {
            throw ExpressionBinder.unsupported("assignment to a part of a jsonb column", target.position());
        }
        SqlType element = OperatorBinder.elementOf(type);
        if (element == null) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH,
                            "cannot subscript type " + type.bare() + " because it does not support subscripting")
                    .at(target.position());
        }
        boolean slice = subscripts.stream().anyMatch(Subscript::slice);
        RexNode assigned = coerced(value, slice ? type : element, position);
        return new ArrayBinder(binding, expressions).assign(old, assigned, type, subscripts);
    }

    private RexNode coerced(RexNode value, SqlType wanted, int position) {
        RexNode coerced = binding.coercion.tryCoerce(value, Assignable.type(wanted), CastContext.ASSIGNMENT, position);
        if (coerced == null) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH,
                            "subscripted assignment to \"" + target.name() + "\" requires type " + wanted.bare()
                                    + " but expression is of type "
                                    + Binding.typeOf(value).bare())
                    .withHint("You will need to rewrite or cast the expression.")
                    .at(position);
        }
        return coerced;
    }
}

package io.federator.engine.binder;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgOperator.Volatility;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** SQL/JSON's expressions. */
final class JsonBinder {
    private final Binding binding;
    private final ExpressionBinder expressions;

    JsonBinder(Binding binding, ExpressionBinder expressions) {
        this.binding = binding;
        this.expressions = expressions;
    }

    RexNode constructor(Expression.JsonConstructor e) {
        List<RexNode> arguments = expressions.bind(e.arguments()).stream()
                .map(binding.coercion::resolved)
                .toList();
        String name = (e.object() ? "json object" : "json array")
                + (e.absentOnNull() ? " absent" : "")
                + (e.uniqueKeys() ? " unique" : "")
                + (e.binary() ? " binary" : "");
        SqlType type = e.binary() ? SqlType.JSONB : SqlType.JSON;
        // Times are printed in the session's zone.
        PgOperator operator = PgOperator.of(name, Volatility.STABLE).returning(type);
        return binding.rex.makeCall(binding.types.of(type, false), operator, arguments);
    }

    RexNode isJson(Expression.IsJson e) {
        RexNode value = binding.coercion.resolved(expressions.bind(e.operand()));
        SqlType type = Binding.typeOf(value);
        if (type.is(TypeKind.BYTEA)) {
            throw ExpressionBinder.unsupported("IS JSON of bytea", e.operand().start());
        }
        if (!type.kind().isText() && !type.is(TypeKind.JSON) && !type.is(TypeKind.JSONB)) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH, "cannot use type " + type.bare() + " in IS JSON predicate")
                    .at(e.operand().start());
        }
        String name = "is json " + (e.uniqueKeys() ? "unique " : "") + e.kind().name();
        RexNode test = binding.rex.makeCall(
                binding.types.of(SqlType.BOOL),
                PgOperator.immutable(name).returning(SqlType.BOOL),
                List.of(binding.coercion.cast(value, SqlType.TEXT)));
        return e.negated() ? binding.bool(SqlStdOperatorTable.NOT, test) : test;
    }
}

package io.federator.engine.executor.local;

import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.function.SetFunction;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** A set-returning function in FROM. */
final class TableFunctionOperator {
    private TableFunctionOperator() {}

    static Operator of(TableFunctionScan scan, FunctionCatalog functions, ExpressionCompiler expressions) {
        RexCall call = (RexCall) scan.getCall();
        List<SqlType> types = call.getOperands().stream()
                .map(o -> PgTypeFactory.sqlType(o.getType()))
                .toList();
        List<Expression> arguments = expressions.compile(call.getOperands());
        SqlType result = LocalCompiler.types(scan).getFirst();
        SetFunction function = functions.set(call.getOperator().getName(), types, result);
        return run -> new FunctionRows(
                function.rows(LocalCompiler.evaluate(arguments, run.frame()), run.context()), run);
    }

    private static final class FunctionRows implements Rows {
        private final Iterator<@Nullable Object[]> rows;
        private final Run run;
        private long read;

        FunctionRows(Iterator<@Nullable Object[]> rows, Run run) {
            this.rows = rows;
            this.run = run;
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            run.check(++read);
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public void close() {
            // Made as it is asked for; nothing to release.
        }
    }
}

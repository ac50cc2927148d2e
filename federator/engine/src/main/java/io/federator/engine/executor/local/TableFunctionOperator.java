package io.federator.engine.executor.local;

import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.function.FunctionSignature;
import io.federator.engine.function.JsonRecords;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.function.SetFunction;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgRelType;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A function in FROM, alone, numbered WITH ORDINALITY, or side by side with others in ROWS FROM. */
final class TableFunctionOperator {
    private static final String ORDINALITY = "with ordinality";
    private static final String ROWS_FROM = "rows from";
    private static final String ONE_ROW = "one row";

    private final FunctionCatalog functions;
    private final ExpressionCompiler expressions;

    private TableFunctionOperator(FunctionCatalog functions, ExpressionCompiler expressions) {
        this.functions = functions;
        this.expressions = expressions;
    }

    static Operator of(TableFunctionScan scan, FunctionCatalog functions, ExpressionCompiler expressions) {
        Call call = new TableFunctionOperator(functions, expressions).call((RexCall) scan.getCall());
        return run -> new FunctionRows(call.rows(run.frame()), run);
    }

    /**
     * Makes the rows of a call for one execution.
     *
     * @param width columns of each row
     */
    private record Call(int width, Source source) {
        @FunctionalInterface
        interface Source {
            Iterator<@Nullable Object[]> rows(Frame frame);
        }

        Iterator<@Nullable Object[]> rows(Frame frame) {
            return source.rows(frame);
        }
    }

    private Call call(RexCall call) {
        return switch (call.getOperator().getName()) {
            case ORDINALITY -> {
                Call counted = call((RexCall) call.getOperands().getFirst());
                yield new Call(counted.width() + 1, frame -> new Numbered(counted.rows(frame)));
            }
            case ROWS_FROM -> {
                List<Call> calls = new ArrayList<>();
                call.getOperands().forEach(operand -> calls.add(call((RexCall) operand)));
                int width = calls.stream().mapToInt(Call::width).sum();
                yield new Call(width, frame -> SideBySide.of(calls, frame, width));
            }
            case PgOperator.AS_RECORD -> {
                List<PgRelType.RecordField> fields = ((PgRelType) call.getType()).fields();
                Call rows = call((RexCall) call.getOperands().getFirst());
                yield new Call(1, frame -> new Records(rows.rows(frame), fields));
            }
            case ONE_ROW -> oneRow(call.getOperands().getFirst());
            default -> {
                String name = call.getOperator().getName();
                yield JsonTableRows.isOne(name)
                        ? jsonTable(call)
                        : JsonRecords.isOne(name) && isRecord(call) ? records(call) : function(call);
            }
        };
    }

    private Call jsonTable(RexCall call) {
        JsonTableRows table = JsonTableRows.of(call, expressions);
        return new Call(table.width(), table::rows);
    }

    private Call function(RexCall call) {
        List<SqlType> types = call.getOperands().stream()
                .map(operand -> PgTypeFactory.sqlType(operand.getType()))
                .toList();
        List<Expression> arguments = expressions.compile(call.getOperands());
        String name = call.getOperator().getName();
        ResolvedCall resolved = functions.function(List.of(name), types, false);
        if (resolved.kind() == FunctionSignature.Kind.SET_RETURNING) {
            SetFunction set = functions.set(name, types, PgTypeFactory.sqlType(call.getType()));
            List<PgRelType.RecordField> declared = call.getType() instanceof PgRelType type ? type.fields() : List.of();
            if (!declared.isEmpty() && resolved.result().is(TypeKind.RECORD)) {
                return new Call(
                        declared.size(),
                        frame -> new DeclaredRows(
                                set.rows(LocalCompiler.evaluate(arguments, frame), frame.context()), declared));
            }
            return new Call(
                    resolved.columns().size(),
                    frame -> set.rows(LocalCompiler.evaluate(arguments, frame), frame.context()));
        }
        int width = call.getType() instanceof PgRelType type ? type.fields().size() : 0;
        return width > 0 ? oneRecord(call, width) : oneRow(call);
    }

    /** A function of a row, NULL in all columns where the row is NULL. */
    private Call oneRecord(RexCall call, int width) {
        Expression value = expressions.compile(call);
        return new Call(width, frame -> {
            List<@Nullable Object> fields =
                    value.evaluate(frame) instanceof RowValue row ? row.fields() : Collections.nCopies(width, null);
            return Collections.<@Nullable Object[]>singletonList(fields.toArray())
                    .iterator();
        });
    }

    private static boolean isRecord(RexCall call) {
        return call.getType() instanceof PgRelType type && !type.fields().isEmpty();
    }

    /** A function that declares no columns, with those that the query declares. */
    private Call records(RexCall call) {
        List<PgRelType.RecordField> fields = ((PgRelType) call.getType()).fields();
        JsonRecords records = new JsonRecords(
                functions,
                call.getOperator().getName(),
                fields.stream().map(PgRelType.RecordField::name).toList(),
                fields.stream().map(PgRelType.RecordField::type).toList());
        List<Expression> arguments = expressions.compile(call.getOperands());
        return new Call(
                fields.size(), frame -> records.rows(LocalCompiler.evaluate(arguments, frame), frame.context()));
    }

    /** A plain value gives one row. */
    private Call oneRow(RexNode node) {
        Expression value = expressions.compile(node);
        return new Call(
                1,
                frame -> List.<@Nullable Object[]>of(new @Nullable Object[] {value.evaluate(frame)})
                        .iterator());
    }

    private static final class FunctionRows implements Rows {
        private final Iterator<@Nullable Object[]> rows;
        private final Run run;

        FunctionRows(Iterator<@Nullable Object[]> rows, Run run) {
            this.rows = rows;
            this.run = run;
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            run.check();
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public void close() {
            // Rows are made as they are asked for; there is nothing to release.
        }
    }

    /** Each row as one value. */
    private record Records(Iterator<@Nullable Object[]> rows, List<String> names, List<SqlType> types)
            implements Iterator<@Nullable Object[]> {
        Records(Iterator<@Nullable Object[]> rows, List<PgRelType.RecordField> fields) {
            this(
                    rows,
                    fields.stream().map(PgRelType.RecordField::name).toList(),
                    fields.stream().map(PgRelType.RecordField::type).toList());
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public @Nullable Object[] next() {
            return new @Nullable Object[] {new RowValue(names, types, Arrays.asList(rows.next()))};
        }
    }

    /** Appends a count from 1. */
    private static final class Numbered implements Iterator<@Nullable Object[]> {
        private final Iterator<@Nullable Object[]> rows;
        private long number;

        Numbered(Iterator<@Nullable Object[]> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public @Nullable Object[] next() {
            @Nullable Object[] row = rows.next();
            @Nullable Object[] numbered = Arrays.copyOf(row, row.length + 1);
            numbered[row.length] = ++number;
            return numbered;
        }
    }

    /** The columns of several functions in one row, NULL where a function has ended. */
    private record SideBySide(List<Iterator<@Nullable Object[]>> parts, int[] widths, int width)
            implements Iterator<@Nullable Object[]> {
        static SideBySide of(List<Call> calls, Frame frame, int width) {
            return new SideBySide(
                    calls.stream().map(call -> call.rows(frame)).toList(),
                    calls.stream().mapToInt(Call::width).toArray(),
                    width);
        }

        @Override
        public boolean hasNext() {
            return parts.stream().anyMatch(Iterator::hasNext);
        }

        @Override
        public @Nullable Object[] next() {
            @Nullable Object[] row = new @Nullable Object[width];
            int column = 0;
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).hasNext()) {
                    System.arraycopy(parts.get(i).next(), 0, row, column, widths[i]);
                }
                column += widths[i];
            }
            return row;
        }
    }
}

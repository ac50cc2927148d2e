package io.federator.engine.writer;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.SourceColumns;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.executor.local.MemoryBudget;
import io.federator.engine.format.TextFormat;
import io.federator.engine.parser.ast.WriteStatement.Overriding;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** One COPY FROM: reads rows, gives their fields the columns' types, and writes them in batches. Used by one thread. */
final class LoadRun {
    /** Two batches are in memory at a time: one is read while the other is written. */
    private static final int ROWS_AT_ONCE = 8_192;

    private static final long BYTES_AT_ONCE = 4 << 20;
    private static final int SHOWN = 100;

    /** After so many rows or bytes PostgreSQL inserts what it has read: MAX_BUFFERED_TUPLES and _BYTES of its copyfrom.c. */
    private static final int POSTGRES_ROWS = 1_000;

    private static final int POSTGRES_BYTES = 65_535;

    private final WritePlan.Load plan;
    private final FederatedTable table;
    private final LoadInput input;
    private final EvaluationContext context;
    private final RowInserter inserter;
    private final RowChecks checks;
    private final int[] columns;
    private final SqlType[] types;
    private final @Nullable Expression[] values;
    private final @Nullable Expression condition;
    private final Frame frame;
    private final Behind behind = new Behind();
    private List<@Nullable Object[]> batch = new ArrayList<>();
    private List<List<TargetFragment>> routes = new ArrayList<>();
    private List<Integer> given = List.of();
    private Set<Integer> known = Set.of();
    private MemoryBudget memory = unbounded();
    /** How many rows of the batch PostgreSQL would have inserted by now, and what it would have read since. */
    private int inserted;

    private int readRows;
    private long readBytes;
    private long count;

    LoadRun(
            WritePlan.Load plan,
            LoadInput input,
            Router router,
            Targets targets,
            EvaluationContext context,
            ExpressionCompiler expressions) {
        this.plan = plan;
        this.table = plan.target();
        this.input = input;
        this.context = context;
        this.inserter = new RowInserter(table, router, targets, context, true);
        this.checks = new RowChecks(table);
        this.columns = plan.columns().stream().mapToInt(i -> i).toArray();
        this.types =
                plan.columns().stream().map(i -> table.columns().get(i).type()).toArray(SqlType[]::new);
        this.values = new @Nullable Expression[columns.length];
        for (int i = 0; i < columns.length; i++) {
            RexNode value = plan.values().get(i);
            values[i] = value instanceof RexInputRef ? null : expressions.compile(value);
        }
        Optional<Expression> compiled = plan.condition().map(expressions::compile);
        this.condition = compiled.orElse(null);
        this.frame = Frame.of(context);
    }

    long run() {
        begin(plan.columns());
        try {
            @Nullable Object[] fields = input.next();
            while (fields != null) {
                context.scope().check();
                take(fields);
                fields = input.next();
            }
            flush();
        } catch (RuntimeException e) {
            throw first(e);
        }
        return count + behind.await();
    }

    /** What is wrong with rows that PostgreSQL would have inserted goes before what is wrong with the one that was read last. */
    private RuntimeException first(RuntimeException error) {
        try {
            if (error instanceof SqlException ofRow && ofRow.isOfData()) {
                batch = batch.subList(0, inserted);
                routes = routes.subList(0, inserted);
                flush();
            }
            long _ = behind.await();
            return error;
        } catch (SqlException before) {
            before.addSuppressed(error);
            return before;
        }
    }

    private void begin(List<Integer> columnsWithValues) {
        given = columnsWithValues;
        known = inserter.known(given);
    }

    private void take(@Nullable Object[] fields) {
        List<Integer> defaults = new ArrayList<>(0);
        @Nullable Object[] row = row(fields, defaults);
        if (row == null) {
            return;
        }
        if (!defaults.isEmpty() || given.size() != columns.length) {
            List<Integer> now = new ArrayList<>(plan.columns());
            now.removeAll(defaults);
            if (!now.equals(given)) {
                flush();
                begin(now);
            }
        }
        try {
            frame.row = row;
            if (condition != null && !condition.test(frame)) {
                return;
            }
            routes.add(inserter.route(row, known));
        } catch (SqlException e) {
            throw e.inContext(place(true));
        }
        batch.add(row);
        memory.keep(row);
        String text = input.lineText();
        readBytes += text == null ? 0 : text.length();
        readRows++;
        if (readRows >= POSTGRES_ROWS || readBytes >= POSTGRES_BYTES) {
            inserted = batch.size();
            readRows = 0;
            readBytes = 0;
        }
        // Where PostgreSQL inserts, too, unless rows are so wide that this cannot be waited for.
        boolean enough = batch.size() >= ROWS_AT_ONCE || memory.used() >= BYTES_AT_ONCE;
        if (enough && (inserted == batch.size() || memory.used() >= 2 * BYTES_AT_ONCE)) {
            flush();
        }
    }

    /** The row as the table keeps it, or null when it is left out. */
    private @Nullable Object @Nullable [] row(@Nullable Object[] fields, List<Integer> defaults) {
        @Nullable Object[] row = RowInserter.empty(table);
        for (int i = 0; i < columns.length; i++) {
            if (i >= fields.length) {
                String missing = table.columns().get(columns[i]).name();
                throw new SqlException(SqlState.BAD_COPY_FILE_FORMAT, "missing data for column \"" + missing + "\"")
                        .inContext(place(true));
            }
            Object field = fields[i];
            if (LoadInput.DEFAULT.equals(field)) {
                CatalogColumn column = table.columns().get(columns[i]);
                if (!SourceColumns.isFilled(table, column.name())) {
                    throw new SqlException(SqlState.BAD_COPY_FILE_FORMAT, "unexpected default marker in COPY data")
                            .withDetail("Column \"" + column.name() + "\" has no default value.")
                            .inContext(place(true));
                }
                defaults.add(columns[i]);
                continue;
            }
            if (field == null) {
                continue;
            }
            try {
                row[columns[i]] = value(i, field, fields);
            } catch (SqlException e) {
                String name = table.columns().get(columns[i]).name();
                String text = input.isText() ? (String) field : null;
                if (e.isOfData() && input.skips(e, name, text)) {
                    return null;
                }
                throw e.at(0).inContext(place(name, text));
            }
        }
        return row;
    }

    private @Nullable Object value(int i, Object field, @Nullable Object[] fields) {
        Object value = input.isText() ? TextFormat.parse(types[i], (String) field, context) : field;
        Expression converted = values[i];
        if (converted != null) {
            fields[i] = value;
            frame.row = fields;
            value = converted.evaluate(frame);
        }
        return checks.fitted(columns[i], value);
    }

    /** It only counts: what is too much is written. */
    private static MemoryBudget unbounded() {
        return new MemoryBudget(Long.MAX_VALUE);
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        List<@Nullable Object[]> rows = batch;
        List<List<TargetFragment>> places = routes;
        Set<Integer> columnsKnown = known;
        String last = place(false);
        batch = new ArrayList<>();
        routes = new ArrayList<>();
        memory = unbounded();
        inserted = 0;
        count += behind.start(() -> write(rows, places, columnsKnown, last));
    }

    private long write(
            List<@Nullable Object[]> rows, List<List<TargetFragment>> places, Set<Integer> columnsKnown, String last) {
        try {
            return inserter.insert(rows, places, columnsKnown, Overriding.SYSTEM, false);
        } catch (SqlException e) {
            // Which of the rows it was, the source does not tell.
            throw e.context() == null && rows.size() == 1 ? e.inContext(last) : e;
        }
    }

    private String place(boolean withText) {
        String line = "COPY " + table.name() + ", line " + input.line();
        String text = withText ? input.lineText() : null;
        return text == null ? line : line + ": \"" + shown(text) + "\"";
    }

    private String place(String column, @Nullable String value) {
        String start = "COPY " + table.name() + ", line " + input.line() + ", column " + column;
        return value == null ? start : start + ": \"" + shown(value) + "\"";
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}

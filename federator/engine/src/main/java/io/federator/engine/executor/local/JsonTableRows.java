package io.federator.engine.executor.local;

import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.evaluator.JsonQueries;
import io.federator.engine.format.JsonTree;
import io.federator.engine.function.JsonQuery;
import io.federator.engine.jsonpath.JsonPath;
import io.federator.engine.rel.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The rows of JSON_TABLE: one for each item that the path finds, and for each that the paths nested in it find there. */
final class JsonTableRows {
    private static final String TABLE = "json table";
    private static final String FAILING_TABLE = "json table error";
    private static final String PATH = "json path";
    private static final String ORDINAL = "json ordinal";
    /** Operands before the variables' values: the document, the names of the variables, and the outermost path. */
    private static final int VARIABLES = 3;

    private final boolean throwing;
    private final Expression document;
    private final JsonQueries.Variables variables;
    private final Level root;
    private final int width;

    private JsonTableRows(RexCall call, ExpressionCompiler expressions) {
        List<RexNode> operands = call.getOperands();
        List<RexNode> values = operands.subList(VARIABLES, operands.size());
        this.throwing = call.getOperator().getName().equals(FAILING_TABLE);
        this.document = expressions.compile(operands.get(0));
        this.variables = JsonQueries.Variables.of(operands.get(1), values, expressions.compile(values));
        this.root = Level.of((RexCall) operands.get(2), 0, expressions);
        this.width = root.end();
    }

    static boolean isOne(String name) {
        return name.equals(TABLE) || name.equals(FAILING_TABLE);
    }

    static JsonTableRows of(RexCall call, ExpressionCompiler expressions) {
        return new JsonTableRows(call, expressions);
    }

    int width() {
        return width;
    }

    /**
     * A path with its columns, of which null counts the items.
     *
     * @param start the first of its columns in the row
     * @param end behind the columns of the paths in it
     */
    private record Level(JsonPath path, List<@Nullable Expression> columns, List<Level> nested, int start, int end) {
        static Level of(RexCall call, int start, ExpressionCompiler expressions) {
            List<@Nullable Expression> columns = new ArrayList<>();
            List<RexCall> paths = new ArrayList<>();
            for (RexNode operand :
                    call.getOperands().subList(1, call.getOperands().size())) {
                RexCall column = (RexCall) operand;
                switch (column.getOperator().getName()) {
                    case PATH -> paths.add(column);
                    case ORDINAL -> columns.add(null);
                    default -> columns.add(expressions.compile(column));
                }
            }
            int end = start + columns.size();
            List<Level> nested = new ArrayList<>();
            for (RexCall path : paths) {
                Level level = of(path, end, expressions);
                nested.add(level);
                end = level.end;
            }
            String text = (String)
                    Objects.requireNonNull(Constant.valueOf(call.getOperands().getFirst()));
            return new Level(JsonQuery.path(text), Collections.unmodifiableList(columns), nested, start, end);
        }
    }

    Iterator<@Nullable Object[]> rows(Frame frame) {
        Object json = document.evaluate(frame);
        if (json == null) {
            return Collections.emptyIterator();
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        JsonTree values = variables.values(frame);
        add(root, JsonTree.parse((String) json), values, new @Nullable Object[width], frame, rows);
        return rows.iterator();
    }

    private void add(
            Level level,
            JsonTree document,
            JsonTree values,
            @Nullable Object[] outer,
            Frame frame,
            List<@Nullable Object[]> rows) {
        List<JsonTree> items = JsonQuery.find(document, level.path, values, throwing);
        if (items == null) {
            return;
        }
        int number = 0;
        for (JsonTree item : items) {
            number++;
            @Nullable Object[] row = outer.clone();
            for (int i = 0; i < level.columns.size(); i++) {
                Expression column = level.columns.get(i);
                frame.row = new @Nullable Object[] {item};
                row[level.start + i] = column == null ? (Object) number : column.evaluate(frame);
            }
            int before = rows.size();
            level.nested.forEach(inner -> add(inner, item, values, row, frame, rows));
            if (rows.size() == before) {
                rows.add(row);
            }
        }
    }
}

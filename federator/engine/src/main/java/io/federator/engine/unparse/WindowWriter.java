package io.federator.engine.unparse;

import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SortKey;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceDialect.Feature;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.source.Window;
import io.federator.spi.source.Window.Bound;
import io.federator.spi.source.Window.BoundKind;
import io.federator.spi.source.Window.Exclusion;
import io.federator.spi.source.Window.Frame;
import io.federator.spi.source.Window.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.jspecify.annotations.Nullable;

/** Window functions. */
final class WindowWriter {
    private final SourceDialect dialect;
    private final ExpressionWriter expressions;

    WindowWriter(SourceDialect dialect, ExpressionWriter expressions) {
        this.dialect = dialect;
        this.expressions = expressions;
    }

    Rendered write(RexOver over, List<Cell> cells) throws NotWritable {
        String name = over.getAggOperator().getName().toLowerCase(Locale.ROOT);
        if (!dialect.supports(Feature.WINDOW) || over.isDistinct() || over.ignoreNulls()) {
            throw new NotWritable("window function " + name);
        }
        boolean extreme = name.equals("min") || name.equals("max");
        List<Rendered> operands = new ArrayList<>();
        for (RexNode operand : over.getOperands()) {
            Rendered value = expressions.write(operand, cells);
            operands.add(extreme ? key(value, KeyUse.ORDER) : value);
        }
        return ExpressionWriter.require(
                dialect.over(name, operands, window(over.getWindow(), cells), PgTypeFactory.sqlType(over.getType())),
                "window function " + name);
    }

    private Window window(RexWindow window, List<Cell> cells) throws NotWritable {
        List<Rendered> partition = new ArrayList<>();
        for (RexNode node : window.partitionKeys) {
            Rendered value = expressions.write(node, cells);
            // A constant divides nothing.
            if (!value.constant()) {
                partition.add(key(value, KeyUse.EQUALITY));
            }
        }
        Frame frame = frame(window);
        boolean counted = frame.mode() == Mode.GROUPS || hasOffset(frame.start()) || hasOffset(frame.end());
        List<SortKey> order = new ArrayList<>();
        for (RexFieldCollation field : window.orderKeys) {
            Rendered value = expressions.write(field.left, cells);
            if (!value.constant()) {
                boolean nullsFirst = field.getNullDirection() == RelFieldCollation.NullDirection.FIRST;
                order.add(new SortKey(
                        key(value, KeyUse.ORDER), field.getDirection().isDescending(), nullsFirst));
            } else if (counted && frame.mode() != Mode.ROWS) {
                throw new NotWritable("a frame over a constant");
            }
        }
        return new Window(partition, order, frame);
    }

    private static boolean hasOffset(Bound bound) {
        return bound.offset() != null;
    }

    private Frame frame(RexWindow window) throws NotWritable {
        RexNode low = window.getLowerBound().getOffset();
        RexNode high = window.getUpperBound().getOffset();
        boolean groups = isGroups(low) || isGroups(high);
        Mode mode = window.isRows() ? Mode.ROWS : groups ? Mode.GROUPS : Mode.RANGE;
        Exclusion exclusion = switch (window.getExclude()) {
            case EXCLUDE_NO_OTHER -> Exclusion.NO_OTHERS;
            case EXCLUDE_CURRENT_ROW -> Exclusion.CURRENT_ROW;
            case EXCLUDE_GROUP -> Exclusion.GROUP;
            case EXCLUDE_TIES -> Exclusion.TIES;
        };
        return new Frame(mode, bound(window.getLowerBound()), bound(window.getUpperBound()), exclusion);
    }

    private static boolean isGroups(@Nullable RexNode offset) {
        return offset instanceof RexCall call && call.getOperator().getName().equals(PgOperator.GROUPS_OFFSET);
    }

    private Bound bound(RexWindowBound bound) throws NotWritable {
        if (bound.isUnbounded()) {
            return new Bound(bound.isPreceding() ? BoundKind.UNBOUNDED_PRECEDING : BoundKind.UNBOUNDED_FOLLOWING, null);
        }
        RexNode offset = bound.getOffset();
        if (offset == null) {
            return new Bound(BoundKind.CURRENT_ROW, null);
        }
        RexNode value = isGroups(offset) ? ((RexCall) offset).getOperands().getFirst() : offset;
        if (!RelOptUtil.InputFinder.bits(value).isEmpty()) {
            throw new NotWritable("a computed frame");
        }
        Rendered written = expressions.write(value, List.of());
        if (!written.constant()) {
            throw new NotWritable("a computed frame");
        }
        return new Bound(bound.isPreceding() ? BoundKind.PRECEDING : BoundKind.FOLLOWING, written);
    }

    private Rendered key(Rendered value, KeyUse use) throws NotWritable {
        return ExpressionWriter.require(dialect.key(value, use), "a key of type " + value.type());
    }
}

package io.federator.engine.unparse;

import io.federator.engine.catalog.TableHandle;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.unparse.TableNaming.ScanColumn;
import io.federator.engine.unparse.TableNaming.ScanTable;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceDialect.Feature;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Relational operators to blocks. Each operator is folded into its input's block where SQL's order of evaluation allows (WHERE
 * before GROUP BY before HAVING before ORDER BY before LIMIT); otherwise the input becomes a derived table first.
 */
final class BlockWriter {
    private final SourceDialect dialect;
    private final TableNaming naming;
    private final ExpressionWriter expressions;
    private int aliases;

    BlockWriter(SourceDialect dialect, TableNaming naming, Arguments arguments) {
        this.dialect = dialect;
        this.naming = naming;
        this.expressions = new ExpressionWriter(dialect, arguments);
    }

    Block write(RelNode rel) throws NotWritable {
        return switch (rel) {
            case TableScan scan -> scan(scan);
            case Project project -> project(project);
            case Filter filter -> filter(filter);
            case Join join -> new JoinWriter(this, dialect, expressions).write(join);
            case Correlate correlate -> new LateralWriter(this, dialect, expressions).write(correlate);
            case Aggregate aggregate -> new AggregateWriter(this, dialect, expressions).write(aggregate);
            case Sort sort -> sort(sort);
            case SetOp set -> new SetWriter(this, dialect).write(set);
            case Values values -> values(values);
            default -> throw new NotWritable(rel.getRelTypeName());
        };
    }

    private Block scan(TableScan scan) throws NotWritable {
        Object payload = TableHandle.payload(scan);
        ScanTable table = naming.name(payload).orElseThrow(() -> new NotWritable("table " + scan.getTable()));
        String alias = nextAlias();
        List<Cell> cells = new ArrayList<>();
        for (ScanColumn column : table.columns()) {
            cells.add(cell(alias + "." + dialect.quote(column.name()), column.type(), column.column()));
        }
        return Block.of(table.sql() + " AS " + alias, false, cells);
    }

    /** A column of a table or derived table, as fetched and as computed with. */
    private Cell cell(String sql, SqlType type, @Nullable SourceColumn column) {
        TextCollation collation = column != null
                ? column.collation()
                : type.kind().isText() ? new TextCollation(TextCollation.Kind.CODE_POINT, "", "") : TextCollation.NONE;
        Rendered raw = new Rendered(sql, type, type.precision(), type.scale(), collation, column, false);
        return new Cell(raw, column == null ? raw : dialect.column(sql, column, type));
    }

    private Block project(Project project) throws NotWritable {
        Block input = write(project.getInput());
        boolean windows = project.containsOver();
        boolean grouped = input.groupBy() != null || input.windowed();
        boolean emptied = input.aggregatesAll() && project.getProjects().isEmpty();
        if ((grouped && !isPermutation(project)) || (windows && !input.isPlain()) || emptied) {
            input = derive(input);
        }
        List<Cell> cells = new ArrayList<>();
        for (RexNode node : project.getProjects()) {
            cells.add(
                    node instanceof RexInputRef ref
                            ? input.cells().get(ref.getIndex())
                            : Cell.computed(expressions.write(node, input.cells())));
        }
        return windows ? input.withWindows(cells) : input.withCells(cells);
    }

    private static boolean isPermutation(Project project) {
        return project.getProjects().stream().allMatch(RexInputRef.class::isInstance);
    }

    private Block filter(Filter filter) throws NotWritable {
        Block input = write(filter.getInput());
        boolean inPlace = input.limit().isEmpty() && !input.windowed() && !input.hasGroupingSets();
        if (!inPlace || namesComputedKey(filter.getCondition(), input)) {
            input = derive(input);
        }
        List<String> conjuncts = expressions.conjuncts(filter.getCondition(), input.cells());
        return input.groupBy() == null ? input.withWhere(conjuncts) : input.withHaving(conjuncts);
    }

    /** MySQL looks for the columns of an expression in HAVING among the plain columns that are grouped by. */
    private static boolean namesComputedKey(RexNode condition, Block input) {
        List<String> keys = input.groupBy();
        return keys != null
                && RelOptUtil.InputFinder.bits(condition).asList().stream()
                        .anyMatch(column ->
                                column < keys.size() && keys.get(column).contains("("));
    }

    private Block sort(Sort sort) throws NotWritable {
        require(Feature.SORT, !sort.getCollation().getFieldCollations().isEmpty());
        require(Feature.LIMIT, sort.fetch != null || sort.offset != null);
        Block input = write(sort.getInput());
        // A sort key may be more than the grouped expression (NULLs apart, for one), which not every database takes for
        // grouped.
        if (!input.limit().isEmpty() || input.groupBy() != null || input.windowed()) {
            input = derive(input);
        }
        List<String> items = new ArrayList<>();
        for (RelFieldCollation field : sort.getCollation().getFieldCollations()) {
            Rendered value = input.cells().get(field.getFieldIndex()).requireValue();
            // A constant sorts nothing, and a bare number would be a position.
            if (value.constant()) {
                continue;
            }
            Rendered key = key(value, SourceDialect.KeyUse.ORDER);
            items.add(dialect.orderItem(
                    key.sql(),
                    field.direction.isDescending(),
                    field.nullDirection == RelFieldCollation.NullDirection.FIRST));
        }
        String limit =
                sort.fetch == null && sort.offset == null ? "" : dialect.limit(count(sort.fetch), count(sort.offset));
        return input.sorted(items, limit);
    }

    private @Nullable String count(@Nullable RexNode node) throws NotWritable {
        if (node == null) {
            return null;
        }
        if (Constant.isConstant(node) && Constant.valueOf(node) instanceof Number number && number.longValue() < 0) {
            throw new NotWritable("a negative count, which is an error in terms of its own");
        }
        return expressions.write(node, List.of()).sql();
    }

    private Block values(Values values) throws NotWritable {
        boolean oneEmptyRow =
                values.getTuples().size() == 1 && values.getTuples().getFirst().isEmpty();
        if (!oneEmptyRow && values.getTuples().size() != 1) {
            throw new NotWritable("VALUES");
        }
        List<Cell> cells = new ArrayList<>();
        for (RexNode node : values.getTuples().getFirst()) {
            cells.add(Cell.computed(expressions.write(node, List.of())));
        }
        return Block.of("", false, cells);
    }

    /** A block that is only FROM and WHERE. */
    Block plain(Block block) throws NotWritable {
        return block.isPlain() && !block.from().isEmpty() ? block : derive(block);
    }

    /** The block as a derived table of a new block. */
    Block derive(Block block) throws NotWritable {
        String alias = nextAlias();
        List<String> items = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < block.cells().size(); i++) {
            Rendered raw = block.cells().get(i).raw();
            String name = dialect.quote("c" + i);
            items.add(raw.sql() + " AS " + name);
            Rendered renamed = raw.renamed(alias + "." + name);
            SourceColumn column = raw.column();
            cells.add(
                    column == null
                            ? Cell.computed(renamed)
                            : new Cell(renamed, dialect.column(renamed.sql(), column, raw.type())));
        }
        return Block.of("(" + BlockText.select(block, items) + ") AS " + alias, false, cells);
    }

    /** A derived table of this text, whose columns are as {@code columns} and named c0, c1, …. */
    Block derived(String sql, List<Rendered> columns) {
        String alias = nextAlias();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(Cell.computed(columns.get(i).renamed(alias + "." + dialect.quote("c" + i))));
        }
        return Block.of("(" + sql + ") AS " + alias, false, cells);
    }

    Rendered key(Rendered value, SourceDialect.KeyUse use) throws NotWritable {
        return ExpressionWriter.require(dialect.key(value, use), "a key of type " + value.type());
    }

    void require(Feature feature, boolean needed) throws NotWritable {
        if (needed && !dialect.supports(feature)) {
            throw new NotWritable(feature.name());
        }
    }

    static SqlType type(RelNode rel, int column) {
        return PgTypeFactory.sqlType(rel.getRowType().getFieldList().get(column).getType());
    }

    private String nextAlias() {
        return "t" + aliases++;
    }
}

package io.federator.engine.unparse;

import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceDialect.Feature;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.source.TextCollation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.sql.SqlKind;

/** UNION, INTERSECT and EXCEPT, written as a derived table. Duplicates are told apart by keys, as in grouping. */
final class SetWriter {
    private final BlockWriter blocks;
    private final SourceDialect dialect;

    SetWriter(BlockWriter blocks, SourceDialect dialect) {
        this.blocks = blocks;
        this.dialect = dialect;
    }

    Block write(SetOp set) throws NotWritable {
        boolean appends = set.all && set.kind == SqlKind.UNION;
        blocks.require(feature(set), true);
        List<String> selects = new ArrayList<>();
        List<List<Rendered>> columns = new ArrayList<>();
        for (RelNode input : set.getInputs()) {
            Block block = blocks.write(input);
            if (!block.orderBy().isEmpty()
                    || !block.limit().isEmpty()
                    || block.from().isEmpty()) {
                block = blocks.derive(block);
            }
            List<String> items = new ArrayList<>();
            List<Rendered> values = new ArrayList<>();
            for (Cell cell : block.cells()) {
                Rendered value = appends ? cell.requireValue() : blocks.key(cell.requireValue(), KeyUse.EQUALITY);
                items.add(value.sql() + " AS " + dialect.quote("c" + items.size()));
                values.add(value);
            }
            selects.add(BlockText.select(block, items));
            columns.add(values);
        }
        String keyword = switch (set.kind) {
            case UNION -> " UNION ";
            case INTERSECT -> " INTERSECT ";
            default -> " EXCEPT ";
        };
        return blocks.derived(String.join(keyword + (set.all ? "ALL " : ""), selects), common(columns));
    }

    private static Feature feature(SetOp set) {
        return switch (set.kind) {
            case UNION -> set.all ? Feature.UNION_ALL : Feature.UNION;
            case INTERSECT -> set.all ? Feature.INTERSECT_ALL : Feature.INTERSECT;
            default -> set.all ? Feature.EXCEPT_ALL : Feature.EXCEPT;
        };
    }

    /** What is known of the columns whichever input a row comes from. */
    private static List<Rendered> common(List<List<Rendered>> inputs) throws NotWritable {
        List<Rendered> common = new ArrayList<>();
        for (int i = 0; i < inputs.getFirst().size(); i++) {
            Rendered first = inputs.getFirst().get(i);
            int precision = first.precision();
            int scale = first.scale();
            for (List<Rendered> input : inputs) {
                Rendered other = input.get(i);
                if (!other.collation().equals(first.collation())
                        && first.collation().kind() != TextCollation.Kind.NONE) {
                    throw new NotWritable("a set operation over different collations");
                }
                boolean known = precision >= 0 && other.precision() >= 0 && other.scale() == scale;
                precision = known ? Math.max(precision, other.precision()) : -1;
                scale = known ? scale : -1;
            }
            common.add(new Rendered(first.sql(), first.type(), precision, scale, first.collation(), null, false));
        }
        return common;
    }
}

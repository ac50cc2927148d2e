package io.federator.engine.unparse;

import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * Writes a relational tree as one statement in a database's SQL, or finds that it cannot be: the dialect's positive list decides
 * on each operation. Every tree that is written computes in the database what PostgreSQL would compute. Stateless.
 */
public final class SqlWriter {
    private SqlWriter() {}

    public static Optional<Written> write(RelNode tree, SourceDialect dialect, TableNaming naming) {
        Arguments arguments = new Arguments();
        BlockWriter blocks = new BlockWriter(dialect, naming, arguments);
        try {
            Block block = blocks.write(tree);
            List<String> items = new ArrayList<>();
            List<Rendered> columns = new ArrayList<>();
            for (Cell cell : block.cells()) {
                String item = dialect.output(cell.raw());
                if (item == null) {
                    return Optional.empty();
                }
                items.add(item);
                columns.add(cell.raw());
            }
            List<RexNode> inOrder = new ArrayList<>();
            String sql = arguments.resolve(BlockText.select(block, items), inOrder);
            return Optional.of(new Written(sql, inOrder, columns));
        } catch (NotWritable e) {
            return Optional.empty();
        }
    }
}

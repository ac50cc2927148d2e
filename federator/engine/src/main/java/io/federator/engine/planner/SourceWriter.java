package io.federator.engine.planner;

import io.federator.engine.catalog.TableHandle;
import io.federator.engine.localizer.FragmentScan;
import io.federator.engine.localizer.FragmentTable;
import io.federator.engine.unparse.SqlWriter;
import io.federator.engine.unparse.TableNaming.ScanColumn;
import io.federator.engine.unparse.TableNaming.ScanTable;
import io.federator.engine.unparse.Written;
import io.federator.spi.source.SourceDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelShuttleImpl;
import org.apache.calcite.rel.core.TableScan;

/** Finds which sources can compute a tree, and writes it for one. */
final class SourceWriter {
    private final Function<String, SourceDialect> dialects;

    SourceWriter(Function<String, SourceDialect> dialects) {
        this.dialects = dialects;
    }

    /** Those of the candidates whose dialect can write the tree, in the same order. */
    List<String> able(RelNode tree, List<String> candidates) {
        return candidates.stream()
                .filter(source -> write(tree, source).isPresent())
                .toList();
    }

    /** The tree as a statement of this source, which keeps a copy of every table in it. */
    Optional<Written> write(RelNode tree, String source) {
        SourceDialect dialect = dialects.apply(source);
        return SqlWriter.write(in(tree, source), dialect, payload -> name(payload, dialect));
    }

    /** The labels of the copies that the tree reads in this source. */
    List<String> fragments(RelNode tree, String source) {
        List<String> labels = new ArrayList<>();
        in(tree, source).accept(new RelShuttleImpl() {
            @Override
            public RelNode visit(TableScan scan) {
                if (TableHandle.payload(scan) instanceof FragmentTable fragment) {
                    labels.add(fragment.label());
                }
                return scan;
            }
        });
        return labels.stream().distinct().toList();
    }

    /** The tree over the copies in one source. */
    private static RelNode in(RelNode tree, String source) {
        return tree.accept(new RelShuttleImpl() {
            @Override
            public RelNode visit(TableScan scan) {
                if (!(TableHandle.payload(scan) instanceof FragmentScan fragment)) {
                    return scan;
                }
                TableHandle handle = (TableHandle) scan.getTable();
                FragmentTable chosen = fragment.in(source).orElseThrow();
                return new TableHandle(
                                handle.qualifiedName(), handle.rowType(), handle.rows(), handle.uniqueKeys(), chosen)
                        .scan(scan.getCluster());
            }
        });
    }

    private static Optional<ScanTable> name(Object payload, SourceDialect dialect) {
        if (!(payload instanceof FragmentTable fragment)) {
            return Optional.empty();
        }
        List<ScanColumn> columns = new ArrayList<>();
        for (int i = 0; i < fragment.columns().size(); i++) {
            columns.add(new ScanColumn(fragment.sourceColumn(i).name(), fragment.type(i), fragment.sourceColumn(i)));
        }
        return Optional.of(new ScanTable(dialect.table(fragment.copy().table().name()), columns));
    }
}

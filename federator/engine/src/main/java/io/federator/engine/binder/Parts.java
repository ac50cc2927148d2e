package io.federator.engine.binder;

import com.google.common.collect.ImmutableList;
import io.federator.engine.catalog.GivenTable;
import io.federator.engine.catalog.TableHandle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;

/** The parts of the statement that is being bound. Used by one thread. */
final class Parts {
    private final Binding binding;
    private final List<BoundPart> parts = new ArrayList<>();
    private Set<Integer> used = new HashSet<>();
    private int next;

    Parts(Binding binding) {
        this.binding = binding;
    }

    /** A part as others read it. Its columns' values are those of another tree. */
    record Rows(int part, RelDataType type, List<OutputColumn> columns) {
        Rows {
            columns = List.copyOf(columns);
        }
    }

    /** What was bound, and the parts whose rows it reads. */
    record Apart<T>(T bound, Set<Integer> uses) {}

    /** Binds what may become a part of its own. */
    <T> Apart<T> apart(Supplier<T> work) {
        Set<Integer> around = used;
        used = new HashSet<>();
        try {
            T bound = work.get();
            return new Apart<>(bound, used);
        } finally {
            used = around;
        }
    }

    /** What was bound apart is part of what is around it after all. */
    <T> T within(Apart<T> apart) {
        used.addAll(apart.uses());
        return apart.bound();
    }

    /**
     * Adds a part.
     *
     * @param type of its rows; a field for each column
     */
    Rows add(
            BiFunction<Integer, Set<Integer>, BoundPart> part,
            Set<Integer> uses,
            RelDataType type,
            List<OutputColumn> columns) {
        int id = next++;
        parts.add(part.apply(id, uses));
        RelDataTypeFactory.Builder row = binding.types.builder();
        List<String> names =
                QueryResult.unique(columns.stream().map(OutputColumn::name).toList(), columns.size());
        for (int i = 0; i < columns.size(); i++) {
            row.add(names.get(i), type.getFieldList().get(i).getType());
        }
        return new Rows(id, row.build(), columns);
    }

    /** The rows of a part where they are read. */
    QueryResult read(Rows rows) {
        used.add(rows.part());
        RelNode scan = new TableHandle(
                        List.of("part", String.valueOf(rows.part())),
                        rows.type(),
                        1,
                        ImmutableList.of(),
                        new GivenTable(rows.part()))
                .scan(binding.cluster);
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            columns.add(rows.columns().get(i).withValue(RexInputRef.of(i, scan.getRowType())));
        }
        return new QueryResult(scan, scan, null, columns);
    }

    boolean holds(Rows rows) {
        return parts.stream().anyMatch(part -> part.id() == rows.part());
    }

    int count() {
        return parts.size();
    }

    /** Forgets the parts behind the first ones: what they were bound for is not run. */
    void forget(int count) {
        parts.subList(count, parts.size()).clear();
    }

    BoundParts all() {
        return new BoundParts(parts, used);
    }
}

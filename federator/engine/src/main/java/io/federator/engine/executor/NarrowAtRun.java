package io.federator.engine.executor;

import io.federator.engine.plan.Narrowing;
import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.Source;
import io.federator.spi.type.SqlType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Asks a source only for the rows that agree with those of another part of the statement. */
final class NarrowAtRun {
    private NarrowAtRun() {}

    /** The values with one of which a row has to agree; empty where the leaf is to be read as a whole. */
    static Optional<List<Object>> values(Leaf leaf, Map<String, Source> sources, GivenRows given) {
        return leaf.narrowing()
                .flatMap(narrowing -> given.known(narrowing.part())
                        .filter(rows -> !narrowing.single() || rows.size() <= 1)
                        .flatMap(rows -> values(narrowing, rows, sources.get(leaf.source()))));
    }

    private static Optional<List<Object>> values(
            Narrowing narrowing, List<@Nullable Object[]> rows, @Nullable Source source) {
        Set<Object> values = new LinkedHashSet<>();
        for (@Nullable Object[] row : rows) {
            Object value = row[narrowing.column()];
            if (value != null) {
                values.add(value);
            }
        }
        boolean fits = values.size() <= narrowing.statements().getLast().values()
                && source != null
                && values.stream().allMatch(value -> holds(source, narrowing.type(), value));
        return fits ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    /** A text in a source's own encoding is only sure to be there if every encoding has it. */
    static boolean holds(Source source, SqlType type, Object value) {
        boolean encoded = !(value instanceof String text)
                || StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        return encoded && source.dialect().holds(type, value);
    }

    /**
     * @param values at least one, as many as there is a statement for
     * @param evaluate computes what is no value of the other part
     */
    static LeafStatement statement(Leaf leaf, List<Object> values, Function<RexNode, Argument> evaluate) {
        Narrowing.Statement statement = leaf.narrowing().orElseThrow().statements().stream()
                .filter(s -> s.values() >= values.size())
                .findFirst()
                .orElseThrow();
        List<Argument> arguments = new ArrayList<>();
        for (RexNode node : statement.arguments()) {
            int value = node instanceof RexDynamicParam parameter ? parameter.getIndex() - Narrowing.FIRST_VALUE : -1;
            arguments.add(
                    value < 0
                            ? evaluate.apply(node)
                            : new Argument(
                                    PgTypeFactory.sqlType(node.getType()),
                                    values.get(Math.min(value, values.size() - 1))));
        }
        return new LeafStatement(statement.sql(), leaf.types(), arguments, LeafStatement.DEFAULT_FETCH_SIZE);
    }
}

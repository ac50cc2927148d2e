package io.federator.engine.executor.local;

import io.federator.engine.function.Accumulator;
import io.federator.engine.function.FunctionCatalog;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.AggregateCall;
import org.jspecify.annotations.Nullable;

/**
 * The hypothetical-set aggregates: where the direct arguments would stand among the rows in the order of WITHIN GROUP. Nothing is
 * sorted for that: the rows before them are counted.
 */
final class HypotheticalRank implements Accumulator {
    private static final Set<String> NAMES = Set.of("rank", "dense_rank", "percent_rank", "cume_dist");

    private final Plan plan;
    private final Run run;
    private final Set<RowKey> distinct = new HashSet<>();
    private long rows;
    private long before;
    private long alike;

    private HypotheticalRank(Plan plan, Run run) {
        this.plan = plan;
        this.run = run;
    }

    /**
     * One call. Its arguments are the hypothetical row and then the columns that it is compared with.
     *
     * @param order of rows of these columns
     */
    private record Plan(String name, int width, Comparator<@Nullable Object[]> order, RowKey.Maker keys) {}

    static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    static CallPlan.Starter starter(String name, AggregateCall call, List<SqlType> types, FunctionCatalog functions) {
        List<Integer> arguments = call.getArgList();
        int width = arguments.size() / 2;
        List<Integer> columns = arguments.subList(width, arguments.size());
        List<SqlType> sorted = columns.stream().map(types::get).toList();
        List<RelFieldCollation> order = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int column = columns.get(i);
            int place = i;
            call.getCollation().getFieldCollations().stream()
                    .filter(field -> field.getFieldIndex() == column)
                    .forEach(field -> order.add(new RelFieldCollation(place, field.direction, field.nullDirection)));
        }
        Plan plan = new Plan(
                name,
                width,
                RowOrder.of(RelCollations.of(order), sorted, functions),
                new RowKey.Maker(IntStream.range(0, width).boxed().toList(), sorted, functions));
        return (set, run) -> new HypotheticalRank(plan, run);
    }

    @Override
    public void add(@Nullable Object[] args) {
        @Nullable Object[] hypothetical = Arrays.copyOf(args, plan.width());
        @Nullable Object[] row = Arrays.copyOfRange(args, plan.width(), args.length);
        rows++;
        int verdict = plan.order().compare(row, hypothetical);
        if (verdict == 0) {
            alike++;
        } else if (verdict < 0) {
            before++;
            if (plan.name().equals("dense_rank") && distinct.add(plan.keys().of(row))) {
                run.memory().keep(row);
            }
        }
    }

    @Override
    public Object finish() {
        return switch (plan.name()) {
            case "rank" -> before + 1;
            case "dense_rank" -> distinct.size() + 1L;
            case "percent_rank" -> rows == 0 ? 0.0 : (double) before / rows;
            default -> (before + alike + 1.0) / (rows + 1.0);
        };
    }
}

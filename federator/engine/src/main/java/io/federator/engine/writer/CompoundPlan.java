package io.federator.engine.writer;

import io.federator.engine.plan.FederatedPlan;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a statement of several parts is run. Immutable.
 *
 * @param first the parts that are run before anything is written; a main part that locks rows is run behind them
 * @param before the other parts that are run before the main one
 * @param after the parts that are run behind it
 */
public record CompoundPlan(List<Part> first, List<Part> before, Step main, List<Part> after) {
    public CompoundPlan {
        first = List.copyOf(first);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** One statement that reads when it has begun to write. */
    public static CompoundPlan of(WritePlan plan) {
        return new CompoundPlan(List.of(), List.of(), new Step.Write(plan), List.of());
    }

    /** A step under the number by which others read its rows. */
    public record Part(int id, Step step) {}

    /** What one part does. */
    public sealed interface Step {
        /** Changes rows; those of RETURNING are its rows. */
        record Write(WritePlan plan) implements Step {}

        /** Locks the rows of a query. */
        record Lock(LockPlan plan) implements Step {}

        /** Reads the rows of a query. */
        record Read(FederatedPlan plan, List<SqlType> types) implements Step {
            public Read {
                types = List.copyOf(types);
            }
        }
    }

    /** The steps that come when all locks are taken and something may have been written, in their order. */
    List<Step> later() {
        List<Step> steps = new ArrayList<>();
        before.forEach(part -> steps.add(part.step()));
        if (!(main instanceof Step.Lock)) {
            steps.add(main);
        }
        after.forEach(part -> steps.add(part.step()));
        return steps;
    }

    /** Whether the main part writes; else it gives the rows of a query. */
    public boolean isWrite() {
        return main instanceof Step.Write;
    }

    /** The sources that may be read or written to, by name. */
    public List<String> sources() {
        Set<String> names = new TreeSet<>(written());
        reads().forEach(plan -> names.addAll(plan.sources()));
        return List.copyOf(names);
    }

    /** The sources that may be written to, by name. */
    public List<String> written() {
        return later().stream()
                .flatMap(step -> step instanceof Step.Write write ? write.plan().sources().stream() : Stream.of())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether all is to be read before anything is written, as something would be read behind the first write. */
    boolean readsAhead() {
        List<Step> later = later();
        return later.size() > 1
                || later.stream().anyMatch(step -> step instanceof Step.Write write && readsBehind(write.plan()));
    }

    /** Whether a statement asks the sources for something when it has begun to write. */
    public static boolean readsBehind(WritePlan plan) {
        boolean returning =
                plan.returning().stream().anyMatch(r -> !r.plan().sources().isEmpty());
        return returning
                || (plan instanceof WritePlan.Insert insert
                        && insert.conflict().flatMap(WritePlan.Conflict::update).stream()
                                .anyMatch(u -> !u.values().sources().isEmpty()));
    }

    /** What all steps read from the sources. */
    public List<FederatedPlan> reads() {
        return Stream.of(first.stream().map(Part::step), later().stream(), Stream.of(main))
                .flatMap(steps -> steps)
                .flatMap(step -> plans(step).stream())
                .toList();
    }

    /** What a statement reads from the sources. */
    public static List<FederatedPlan> reads(WritePlan plan) {
        return plans(plan);
    }

    /** What a step reads from the sources. */
    static List<FederatedPlan> plans(Step step) {
        return switch (step) {
            case Step.Read read -> List.of(read.plan());
            case Step.Lock lock -> List.of(lock.plan().query());
            case Step.Write write -> plans(write.plan());
        };
    }

    private static List<FederatedPlan> plans(WritePlan plan) {
        List<FederatedPlan> plans = new ArrayList<>();
        plan.returning().ifPresent(returning -> plans.add(returning.plan()));
        switch (plan) {
            case WritePlan.Insert insert -> {
                insert.conflict().flatMap(WritePlan.Conflict::update).ifPresent(update -> plans.add(update.values()));
                insert.rows().forEach(rows -> {
                    if (rows instanceof WritePlan.NewRows.Queried queried) {
                        plans.add(queried.query());
                    }
                });
            }
            case WritePlan.Change change -> plans.add(change.find());
            case WritePlan.Merge merge -> plans.add(merge.find());
            case WritePlan.Shipped s -> {}
            case WritePlan.Truncate t -> {}
            case WritePlan.Load l -> {}
            case WritePlan.Lock l -> {}
        }
        return plans;
    }
}

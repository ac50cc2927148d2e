package io.federator.engine.explain;

import io.federator.engine.binder.BoundLocking.LockedTable;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placements;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.writer.CompoundPlan;
import io.federator.engine.writer.CompoundPlan.Step;
import io.federator.engine.writer.LockPlan;
import io.federator.engine.writer.WritePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a statement that changes or locks rows does, as EXPLAIN shows it. Immutable.
 *
 * @param type what is done
 * @param place on what: a table or a source
 * @param facts by name: texts, numbers, or lists of texts
 * @param reads the plans of what is read for it
 * @param parts what it consists of, in the order in which that is run
 */
public record WriteOutline(
        String type, Optional<Place> place, Map<String, Object> facts, List<Reading> reads, List<WriteOutline> parts) {
    private static final String FOUND = "found, locked and written by key";

    public WriteOutline {
        facts = new LinkedHashMap<>(facts);
        reads = List.copyOf(reads);
        parts = List.copyOf(parts);
    }

    /** @param kind {@code Table} or {@code Source} */
    public record Place(String kind, String name) {}

    /** @param purpose what the rows are for */
    public record Reading(String purpose, FederatedPlan plan) {}

    /** A statement of several parts. */
    public static WriteOutline of(CompoundPlan plan) {
        List<WriteOutline> before = new ArrayList<>();
        List<WriteOutline> after = new ArrayList<>();
        plan.first().forEach(part -> before.add(of(part)));
        plan.before().forEach(part -> before.add(of(part)));
        plan.after().forEach(part -> after.add(of(part)));
        WriteOutline main = of(plan.main());
        if (before.isEmpty() && after.isEmpty()) {
            return main;
        }
        List<WriteOutline> parts = new ArrayList<>(before);
        parts.add(main);
        parts.addAll(after);
        return new WriteOutline("Parts", Optional.empty(), Map.of(), List.of(), parts);
    }

    private static WriteOutline of(CompoundPlan.Part part) {
        WriteOutline step = of(part.step());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Part", part.id());
        facts.putAll(step.facts());
        return new WriteOutline(step.type(), step.place(), facts, step.reads(), step.parts());
    }

    private static WriteOutline of(Step step) {
        return switch (step) {
            case Step.Write write -> of(write.plan());
            case Step.Lock lock -> of(lock.plan());
            case Step.Read read ->
                new WriteOutline(
                        "Query", Optional.empty(), Map.of(), List.of(new Reading("Rows", read.plan())), List.of());
        };
    }

    /** A query whose rows are locked. */
    public static WriteOutline of(LockPlan plan) {
        List<String> locks = plan.tables().stream().map(WriteOutline::lock).toList();
        return new WriteOutline(
                "Lock",
                Optional.empty(),
                Map.of("Locks", locks),
                List.of(new Reading("Rows", plan.query())),
                List.of());
    }

    private static String lock(LockedTable locked) {
        String strength = locked.lock().strength().name().replace('_', ' ');
        return locked.table().name() + " FOR " + strength + locked.lock().waitingClause();
    }

    /** A statement that changes rows. */
    public static WriteOutline of(WritePlan plan) {
        List<Reading> reads = new ArrayList<>();
        Map<String, Object> facts = new LinkedHashMap<>();
        List<WriteOutline> statements = List.of();
        switch (plan) {
            case WritePlan.Shipped shipped -> {
                facts.put("Rows", "found and written by the sources");
                statements = statements(shipped.statements());
            }
            case WritePlan.Truncate truncate -> statements = statements(truncate.statements());
            case WritePlan.Change change -> {
                facts.put("Rows", FOUND);
                reads.add(new Reading("Found", change.find()));
            }
            case WritePlan.Merge merge -> {
                facts.put("Rows", FOUND);
                reads.add(new Reading("Found", merge.find()));
            }
            case WritePlan.Insert insert -> insert(insert, facts, reads);
            case WritePlan.Lock lock -> statements = statements(lock.statements());
            case WritePlan.Load load -> facts.put("Rows", "sent by the client");
        }
        if (statements.isEmpty()) {
            facts.put("Written", copies(plan.target()));
        }
        plan.returning().ifPresent(returning -> reads.add(new Reading("Returning", returning.plan())));
        return new WriteOutline(
                type(plan), Optional.of(new Place("Table", plan.target().name())), facts, reads, statements);
    }

    private static String type(WritePlan plan) {
        return switch (plan) {
            case WritePlan.Shipped shipped -> shipped.deletes() ? "Delete" : "Update";
            case WritePlan.Change change -> change.deletes() ? "Delete" : "Update";
            case WritePlan.Truncate truncate -> "Truncate";
            case WritePlan.Merge merge -> "Merge";
            case WritePlan.Insert insert -> "Insert";
            case WritePlan.Lock lock -> "Lock";
            case WritePlan.Load load -> "Load";
        };
    }

    private static void insert(WritePlan.Insert insert, Map<String, Object> facts, List<Reading> reads) {
        int listed = 0;
        for (WritePlan.NewRows rows : insert.rows()) {
            switch (rows) {
                case WritePlan.NewRows.Listed list -> listed += list.rows().size();
                case WritePlan.NewRows.Queried queried -> reads.add(new Reading("Inserted", queried.query()));
            }
        }
        if (listed > 0) {
            facts.put("Listed Rows", listed);
        }
        insert.conflict().ifPresent(conflict -> {
            boolean updates = conflict.update().isPresent()
                    || conflict.shipped()
                            .filter(WritePlan.ShippedConflict::updates)
                            .isPresent();
            facts.put("Conflict Resolution", updates ? "UPDATE" : "NOTHING");
            conflict.shipped()
                    .ifPresent(shipped -> facts.put("SQL", shipped.clause().strip()));
            conflict.update().ifPresent(update -> reads.add(new Reading("Updated", update.values())));
        });
    }

    private static List<String> copies(FederatedTable table) {
        return Placements.copies(table.placement()).stream()
                .map(copy -> copy.source() + "/" + copy.table().name())
                .toList();
    }

    private static List<WriteOutline> statements(List<WritePlan.Statement> statements) {
        return statements.stream().map(WriteOutline::statement).toList();
    }

    private static WriteOutline statement(WritePlan.Statement statement) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("SQL", statement.sql());
        if (!statement.arguments().isEmpty()) {
            facts.put(
                    "Arguments",
                    statement.arguments().stream().map(Object::toString).toList());
        }
        if (!statement.pruning().isEmpty()) {
            facts.put(
                    "Skipped when the parameters contradict the predicate of",
                    statement.pruning().stream()
                            .map(PlanNode.PruneCheck::fragment)
                            .distinct()
                            .toList());
        }
        return new WriteOutline(
                "Statement", Optional.of(new Place("Source", statement.copy().source())), facts, List.of(), List.of());
    }
}

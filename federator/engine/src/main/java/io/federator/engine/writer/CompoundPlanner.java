package io.federator.engine.writer;

import io.federator.engine.binder.BoundLocking;
import io.federator.engine.binder.BoundPart;
import io.federator.engine.binder.BoundParts;
import io.federator.engine.binder.BoundQuery;
import io.federator.engine.binder.BoundWrite;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.Placements;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.planner.Planner;
import io.federator.engine.planner.PlannerContext;
import io.federator.engine.planner.PlannerSettings;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.writer.CompoundPlan.Part;
import io.federator.engine.writer.CompoundPlan.Step;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans a statement of several parts: what does not read what another part has written comes first, the rest as in {@link PartOrder}. */
public final class CompoundPlanner {
    private final BoundParts parts;
    private final PlannerSettings settings;
    private final PlannerContext context;
    /** What each statement that writes may change, as tables of sources. */
    private final List<Set<String>> changed = new ArrayList<>();

    private CompoundPlanner(BoundParts parts, PlannerSettings settings, PlannerContext context) {
        this.parts = parts;
        this.settings = settings;
        this.context = context;
        for (BoundPart part : parts.parts()) {
            if (part instanceof BoundPart.Write write) {
                changed.add(tables(write.write()));
            }
        }
    }

    /** A statement whose main part writes. */
    public static CompoundPlan plan(
            BoundWrite main, BoundParts parts, PlannerSettings settings, PlannerContext context) {
        CompoundPlanner planner = new CompoundPlanner(parts, settings, context);
        planner.changed.add(tables(main));
        return planner.ordered(planner.write(main), Optional.of(main));
    }

    /** A query that reads what its parts give. */
    public static CompoundPlan plan(BoundQuery main, PlannerSettings settings, PlannerContext context) {
        CompoundPlanner planner = new CompoundPlanner(main.parts(), settings, context);
        Step read = new Step.Read(
                Planner.plan(main.rel(), settings, context),
                main.columns().stream().map(ResultColumn::type).toList());
        return planner.ordered(read, Optional.empty());
    }

    /** A query whose own rows are locked. */
    public static CompoundPlan plan(BoundLocking main, PlannerSettings settings, PlannerContext context) {
        CompoundPlanner planner = new CompoundPlanner(main.query().parts(), settings, context);
        if (!Collections.disjoint(PartOrder.closure(planner.parts, planner.parts.used()), planner.late())) {
            throw lockedBehindWrite();
        }
        return planner.ordered(new Step.Lock(lock(main, settings, context)), Optional.empty());
    }

    /** The plan of one query whose rows are locked. */
    public static LockPlan lock(BoundLocking bound, PlannerSettings settings, PlannerContext context) {
        WritePlanner.requireAllCopies(
                bound.tables().stream().map(BoundLocking.LockedTable::table).toList());
        return new LockPlan(
                Planner.find(bound.query().rel(), settings, context),
                bound.query().columns().stream().map(ResultColumn::type).toList(),
                bound.query().rel().getRowType().getFieldCount(),
                bound.tables(),
                bound.limit(),
                bound.offset());
    }

    private static Set<String> tables(BoundWrite write) {
        Set<String> names = new HashSet<>();
        for (Copy copy : Placements.copies(write.target().placement())) {
            names.add(copy.source() + "/" + copy.table().name());
        }
        return names;
    }

    /** @param write the main step where it writes */
    private CompoundPlan ordered(Step main, Optional<BoundWrite> write) {
        Set<Integer> late = late();
        PartOrder order = new PartOrder(parts, write, late, CompoundPlanner::tables);
        return new CompoundPlan(
                planned(parts.parts().stream()
                        .filter(part -> !late.contains(part.id()))
                        .toList()),
                planned(order.before()),
                main,
                planned(order.after()));
    }

    /** The parts that write or read what was written. */
    private Set<Integer> late() {
        Set<Integer> late = new HashSet<>();
        for (BoundPart part : parts.parts()) {
            if (part instanceof BoundPart.Write || !Collections.disjoint(part.uses(), late)) {
                late.add(part.id());
            }
            if (part instanceof BoundPart.Locking && late.contains(part.id())) {
                throw lockedBehindWrite();
            }
        }
        return late;
    }

    private static SqlException lockedBehindWrite() {
        return new SqlException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "locking the rows of a query that reads what a data-modifying statement in WITH returns is not"
                        + " supported");
    }

    private List<Part> planned(List<BoundPart> chosen) {
        return chosen.stream().map(part -> new Part(part.id(), step(part))).toList();
    }

    private Step step(BoundPart part) {
        return switch (part) {
            case BoundPart.Write write -> write(write.write());
            case BoundPart.Locking locking -> new Step.Lock(lock(locking.query(), settings, context));
            case BoundPart.Shared shared ->
                new Step.Read(
                        Planner.plan(shared.query(), settings, context),
                        shared.query().getRowType().getFieldList().stream()
                                .map(field -> PgTypeFactory.sqlType(field.getType()))
                                .toList());
        };
    }

    /** A source may do it by itself only where no other part changes the table, which has to be read as it was before. */
    private Step write(BoundWrite write) {
        Set<String> own = tables(write);
        long changing =
                changed.stream().filter(t -> !Collections.disjoint(t, own)).count();
        return new Step.Write(WritePlanner.plan(write, settings, context, changing <= 1));
    }
}

package io.federator.engine.pipeline;

import io.federator.engine.binder.BoundChange;
import io.federator.engine.binder.BoundLocking;
import io.federator.engine.binder.BoundQuery;
import io.federator.engine.binder.BoundWrite;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.executor.ArgumentRefused;
import io.federator.engine.executor.Executor;
import io.federator.engine.pipeline.WrittenPlan.Replanning;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.planner.PlannerContext;
import io.federator.engine.planner.PlannerSettings;
import io.federator.engine.writer.CompoundPlan;
import io.federator.engine.writer.CompoundPlanner;
import io.federator.engine.writer.LockPlan;
import io.federator.engine.writer.WritePlan;
import io.federator.engine.writer.WritePlanner;
import java.util.List;

/** Plans the statements that change or lock rows. {@code text} is that of the statement, for statistics. */
record WritePlanning(PlannerContext planning) {
    PreparedQuery plan(BoundChange bound, String text, PlannerSettings settings, long catalogVersion) {
        boolean readsClock = bound.readsClock();
        Replanning again = new Replanning(settings, s -> plan(bound, text, s, catalogVersion));
        if (!bound.parts().isEmpty()) {
            CompoundPlan plan = CompoundPlanner.plan(bound.write(), bound.parts(), settings, planning);
            List<ResultColumn> columns = bound.write()
                    .returning()
                    .map(BoundWrite.BoundReturning::columns)
                    .orElse(List.of());
            return new PreparedQuery(
                    bound.parameters(), columns, catalogVersion, new PartsPlan(text, readsClock, plan, again));
        }
        WritePlan plan = WritePlanner.plan(bound.write(), settings, planning);
        if (CompoundPlan.readsBehind(plan)) {
            return new PreparedQuery(
                    bound.parameters(),
                    columns(plan),
                    catalogVersion,
                    new PartsPlan(text, readsClock, CompoundPlan.of(plan), again));
        }
        return new PreparedQuery(
                bound.parameters(), columns(plan), catalogVersion, new ChangePlan(text, readsClock, plan, again));
    }

    /** Those of RETURNING, or those that a client is to send. */
    private static List<ResultColumn> columns(WritePlan plan) {
        return plan instanceof WritePlan.Load load
                ? load.columns().stream()
                        .map(i -> load.target().columns().get(i))
                        .map(column -> new ResultColumn(column.name(), column.type(), 0, 0))
                        .toList()
                : plan.returning().map(WritePlan.Returning::columns).orElse(List.of());
    }

    /** A query whose own rows are locked. */
    PreparedQuery plan(BoundLocking bound, String text, PlannerSettings settings, long catalogVersion) {
        BoundQuery query = bound.query();
        checkPlannable(query);
        Replanning again = new Replanning(settings, s -> plan(bound, text, s, catalogVersion));
        if (!query.parts().isEmpty()) {
            CompoundPlan plan = CompoundPlanner.plan(bound, settings, planning);
            return prepared(query, catalogVersion, new PartsPlan(text, query.readsClock(), plan, again));
        }
        LockPlan plan = CompoundPlanner.lock(bound, settings, planning);
        return prepared(query, catalogVersion, new LockingPlan(text, query.readsClock(), plan, again));
    }

    /** A query with parts that are run apart from it. */
    PreparedQuery plan(BoundQuery bound, String text, PlannerSettings settings, long catalogVersion) {
        checkPlannable(bound);
        Replanning again = new Replanning(settings, s -> plan(bound, text, s, catalogVersion));
        CompoundPlan plan = CompoundPlanner.plan(bound, settings, planning);
        return prepared(bound, catalogVersion, new PartsPlan(text, bound.readsClock(), plan, again));
    }

    /** The statement, planned again where a source has no value for an argument. */
    static WrittenPlan fitting(WrittenPlan plan, Executor executor, EvaluationContext context) {
        WrittenPlan fitting = plan;
        while (true) {
            try {
                fitting.reads().forEach(read -> executor.check(read, context));
                return fitting;
            } catch (ArgumentRefused e) {
                Replanning again = fitting.replanning();
                fitting = (WrittenPlan) again.plan()
                        .apply(again.settings().withoutArguments(e.source()))
                        .plan();
            }
        }
    }

    private static void checkPlannable(BoundQuery bound) {
        bound.failure().ifPresent(failure -> {
            throw failure;
        });
    }

    private static PreparedQuery prepared(BoundQuery bound, long catalogVersion, EnginePlan plan) {
        return new PreparedQuery(bound.parameters(), bound.columns(), catalogVersion, plan);
    }
}

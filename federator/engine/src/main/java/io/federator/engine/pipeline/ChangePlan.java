package io.federator.engine.pipeline;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.writer.CompoundPlan;
import io.federator.engine.writer.WritePlan;
import java.util.List;
import java.util.Optional;

/** A statement that changes rows. */
record ChangePlan(String text, boolean readsClock, WritePlan plan, Replanning replanning) implements WrittenPlan {
    @Override
    public List<FederatedPlan> reads() {
        return CompoundPlan.reads(plan);
    }

    @Override
    public List<String> sources() {
        return plan.sources();
    }

    @Override
    public List<String> written() {
        return sources();
    }

    @Override
    public Optional<FederatedTable> target() {
        return Optional.of(plan.target());
    }

    @Override
    public int leaves() {
        return plan.sources().size();
    }
}

package io.federator.engine.pipeline;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.writer.CompoundPlan;
import java.util.List;
import java.util.Optional;

/** A statement of several parts, some of which change or lock rows. */
record PartsPlan(String text, boolean readsClock, CompoundPlan plan, Replanning replanning) implements WrittenPlan {
    @Override
    public List<FederatedPlan> reads() {
        return plan.reads();
    }

    @Override
    public List<String> sources() {
        return plan.sources();
    }

    @Override
    public List<String> written() {
        return plan.written();
    }

    @Override
    public Optional<FederatedTable> target() {
        return plan.main() instanceof CompoundPlan.Step.Write write
                ? Optional.of(write.plan().target())
                : Optional.empty();
    }

    @Override
    public int leaves() {
        return plan.sources().size();
    }
}

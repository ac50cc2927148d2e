package io.federator.engine.pipeline;

import io.federator.engine.writer.CompoundPlan;
import java.util.List;

/** A statement of several parts, some of which change or lock rows. */
record PartsPlan(String text, boolean readsClock, CompoundPlan plan) implements EnginePlan {
    @Override
    public List<String> sources() {
        return plan.sources();
    }

    @Override
    public int leaves() {
        return plan.sources().size();
    }
}

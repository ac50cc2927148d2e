package io.federator.engine.pipeline;

import io.federator.engine.writer.LockPlan;
import java.util.List;

/** A query with FOR UPDATE or its like. */
record LockingPlan(String text, boolean readsClock, LockPlan plan) implements EnginePlan {
    @Override
    public List<String> sources() {
        return plan.query().sources().stream().sorted().toList();
    }

    @Override
    public int leaves() {
        return sources().size();
    }
}

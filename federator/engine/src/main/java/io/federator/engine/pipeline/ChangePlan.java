package io.federator.engine.pipeline;

import io.federator.engine.writer.WritePlan;
import java.util.List;

/** A statement that changes rows. */
record ChangePlan(String text, boolean readsClock, WritePlan plan) implements EnginePlan {
    @Override
    public List<String> sources() {
        return plan.sources();
    }

    @Override
    public int leaves() {
        return plan.sources().size();
    }
}

package io.federator.engine.pipeline;

import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.writer.LockPlan;
import java.util.List;

/** A query with FOR UPDATE or its like. */
record LockingPlan(String text, boolean readsClock, LockPlan plan, Replanning replanning) implements WrittenPlan {
    @Override
    public List<FederatedPlan> reads() {
        return List.of(plan.query());
    }

    @Override
    public List<String> sources() {
        return plan.query().sources().stream().sorted().toList();
    }

    @Override
    public List<String> written() {
        return List.of();
    }

    List<LockedKey> keys() {
        return plan.tables().stream()
                .map(locked -> new LockedKey(
                        locked.table(),
                        locked.table().key().stream()
                                .map(name -> locked.start()
                                        + locked.table().column(name).orElseThrow())
                                .toList()))
                .toList();
    }

    @Override
    public int leaves() {
        return sources().size();
    }
}

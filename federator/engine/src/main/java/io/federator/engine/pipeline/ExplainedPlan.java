package io.federator.engine.pipeline;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.explain.ExplainOptions;
import java.util.List;
import java.util.Optional;

/** A plan that is to be shown rather than its rows. */
record ExplainedPlan(EnginePlan of, ExplainOptions options) implements EnginePlan {
    @Override
    public String text() {
        return of.text();
    }

    @Override
    public boolean readsClock() {
        return of.readsClock();
    }

    @Override
    public List<String> sources() {
        return of.sources();
    }

    @Override
    public List<String> written() {
        return isWritten() ? of.written() : List.of();
    }

    /** Only ANALYZE runs the statement. */
    @Override
    public boolean isWritten() {
        return options.analyze() && of.isWritten();
    }

    @Override
    public Optional<FederatedTable> target() {
        return of.target();
    }

    @Override
    public int leaves() {
        return of.leaves();
    }
}

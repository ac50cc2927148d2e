package io.federator.engine.pipeline;

import io.federator.engine.plan.PlanNode;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** What a failure of a plan says about a way around it. */
public final class Failures {
    private Failures() {}

    /**
     * What the residual engine says of values that PostgreSQL has and it has not, and of queries that it fails to prepare; the
     * gateway's own operators have them all.
     */
    static boolean isBeyondEngine(SqlException e) {
        return e.state() == SqlState.FEATURE_NOT_SUPPORTED
                || e.state() == SqlState.NUMERIC_VALUE_OUT_OF_RANGE
                || e.state() == SqlState.INTERNAL_ERROR;
    }

    static boolean hasResidual(PlanNode node) {
        return node instanceof PlanNode.Residual || node.children().stream().anyMatch(Failures::hasResidual);
    }

    /** Whether a source has failed a statement because its tables have changed. */
    public static boolean isStale(SqlException error) {
        return error.source() != null
                && (error.state() == SqlState.UNDEFINED_COLUMN
                        || error.state() == SqlState.UNDEFINED_TABLE
                        || error.state() == SqlState.UNDEFINED_FUNCTION
                        || error.state() == SqlState.DATATYPE_MISMATCH);
    }
}

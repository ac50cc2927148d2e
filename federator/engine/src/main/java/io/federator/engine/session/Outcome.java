package io.federator.engine.session;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.value.RowCursor;
import java.util.List;

/** What starting a statement gave. */
sealed interface Outcome {
    /** Nothing to send but the tag. */
    record Done(String tag) implements Outcome {}

    /**
     * Rows.
     *
     * @param tag the command's tag without a count
     * @param counted whether the number of rows belongs into the tag
     */
    record Rows(List<ResultColumn> columns, RowCursor cursor, EvaluationContext context, String tag, boolean counted)
            implements Outcome {}

    /** COPY FROM, whose rows the client is to send. */
    record Receiving(CopyInFormat format) implements Outcome {}

    /** Rows that are sent as COPY sends them. */
    record Copied(Rows rows, CopyFormat format) implements Outcome {}
}

package io.federator.engine.session;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.writer.LoadInput;
import io.federator.spi.source.QueryScope;
import io.federator.spi.value.RowCursor;
import java.util.List;

/** Takes a statement's rows, on the session's thread; blocks while the client cannot take more. */
public interface RowSink {
    /** Called once for each run of a portal that has rows, before the first of them. */
    void start(Portal portal, List<ResultColumn> columns, EvaluationContext context);

    /** Called instead of {@link #start} for the rows of COPY, which {@link #endCopy} ends. */
    void startCopy(CopyFormat format, List<ResultColumn> columns, EvaluationContext context);

    /** After the last row of COPY. */
    void endCopy();

    /**
     * Asks the client for the rows of COPY FROM.
     *
     * @param columns those that each row has
     * @param scope ends the wait for the client
     */
    LoadInput receive(CopyInFormat format, String table, List<ResultColumn> columns, QueryScope scope);

    /** The cursor's current row. The sink neither moves nor closes the cursor. */
    void row(RowCursor cursor);
}

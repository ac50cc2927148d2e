package io.federator.gateway.relay;

import io.federator.engine.pipeline.RelayPlan;
import io.federator.engine.plan.ResultColumn;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement for one source, with the values of its parameters.
 *
 * @param formats of the values: 0 for text and 1 for binary, one each
 * @param resultFormats as Bind has them
 * @param columns what the source's rows must have
 */
public record Ask(
        RelayPlan.Statement statement,
        List<Integer> formats,
        List<byte @Nullable []> values,
        List<Integer> resultFormats,
        List<ResultColumn> columns,
        Reply reply) {
    public Ask {
        formats = List.copyOf(formats);
        values = Collections.unmodifiableList(new ArrayList<>(values));
        resultFormats = List.copyOf(resultFormats);
        columns = List.copyOf(columns);
    }

    /** Is told of the answer, on the event loop; {@link #rows} any number of times, then one of the others. */
    public interface Reply {
        /** @param rows whole DataRow messages; valid during the call only */
        void rows(ByteBuf rows, int count);

        /** @param tag the whole CommandComplete message; valid during the call only */
        void completed(ByteBuf tag);

        /** The statement has done nothing, or was rolled back. */
        void refused(Refusal refusal);

        /** The connection was lost: whether the statement was done is not known. */
        void lost();
    }

    /** Why there is no answer. */
    public sealed interface Refusal {
        /** All connections are busy, or there is none. */
        record Busy() implements Refusal {}

        /** The source's rows are not what the client has been promised; nor will they be. */
        record Unfit() implements Refusal {}

        /** The source's error. */
        record Failed(String state, String message) implements Refusal {}
    }
}

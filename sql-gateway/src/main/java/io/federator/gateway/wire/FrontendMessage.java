package io.federator.gateway.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says. */
public sealed interface FrontendMessage {
    /** A message whose content was not read yet. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(char type, byte[] content) implements FrontendMessage {
        /** The message, or {@link Invalid}. */
        public FrontendMessage read(TextCodec codec) {
            try {
                return FrontendMessages.read(type, new MessageReader(content, 0, content.length, codec));
            } catch (MalformedContent e) {
                return new Invalid(type, e.state(), e.text());
            }
        }
    }

    /**
     * The first message of a session.
     *
     * @param major protocol version
     * @param minor protocol version
     * @param parameters in the client's order; {@code user}, {@code database}, {@code options} and settings
     */
    record Startup(int major, int minor, Map<String, String> parameters) implements FrontendMessage {
        public Startup {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /** Asks for TLS; answered by one byte. */
    record SslRequest() implements FrontendMessage {}

    /** Asks for GSSAPI encryption; answered by one byte. */
    record GssEncRequest() implements FrontendMessage {}

    /** Asks to cancel what another connection runs; never answered. */
    @SuppressWarnings("ArrayRecordComponent")
    record CancelRequest(int processId, byte[] secretKey) implements FrontendMessage {}

    /** A step of authentication, {@code p}; what is in it depends on the step. */
    @SuppressWarnings("ArrayRecordComponent")
    record AuthenticationResponse(byte[] payload) implements FrontendMessage {}

    /** {@code Q}: a text of any number of statements. */
    record Query(String sql) implements FrontendMessage {}

    /**
     * {@code P}.
     *
     * @param parameterTypes object identifiers, 0 for undeclared
     */
    record Parse(String statement, String sql, List<Integer> parameterTypes) implements FrontendMessage {
        public Parse {
            parameterTypes = List.copyOf(parameterTypes);
        }
    }

    /** {@code B}. Format codes: none for all text, one for all, or one each. A null value is NULL. */
    record Bind(
            String portal,
            String statement,
            List<Integer> parameterFormats,
            List<byte @Nullable []> values,
            List<Integer> resultFormats)
            implements FrontendMessage {
        public Bind {
            parameterFormats = List.copyOf(parameterFormats);
            values = Collections.unmodifiableList(new ArrayList<>(values));
            resultFormats = List.copyOf(resultFormats);
        }
    }

    /** {@code D}. */
    record Describe(Target target, String name) implements FrontendMessage {}

    /** {@code C}. */
    record Close(Target target, String name) implements FrontendMessage {}

    /** What Describe and Close are about. */
    enum Target {
        STATEMENT,
        PORTAL
    }

    /**
     * {@code E}.
     *
     * @param maxRows 0 for no limit
     */
    record Execute(String portal, int maxRows) implements FrontendMessage {}

    /** {@code H}: send what there is. */
    record Flush() implements FrontendMessage {}

    /** {@code S}: the end of a series, where errors stop being skipped over. */
    record Sync() implements FrontendMessage {}

    /** {@code X}. */
    record Terminate() implements FrontendMessage {}

    /** {@code F}: the obsolete call of a function. */
    record FunctionCall() implements FrontendMessage {}

    /** {@code d}. */
    @SuppressWarnings("ArrayRecordComponent")
    record CopyData(byte[] bytes) implements FrontendMessage {}

    /** {@code c}. */
    record CopyDone() implements FrontendMessage {}

    /** {@code f}. */
    record CopyFail(String message) implements FrontendMessage {}

    /**
     * A message whose frame is sound and whose content is not: an ordinary error of the session.
     *
     * @param type the message's type byte
     * @param state SQLSTATE
     */
    record Invalid(char type, String state, String message) implements FrontendMessage {}
}

package io.federator.gateway.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says. Rows are not here: they are written straight into the buffer between begin and end of a DataRow. */
public sealed interface BackendMessage {
    /** {@code R}, int32 0. */
    record AuthenticationOk() implements BackendMessage {}

    /** {@code R}, int32 10, strings of mechanisms, and an empty one. */
    record AuthenticationSasl(List<String> mechanisms) implements BackendMessage {
        public AuthenticationSasl {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /** {@code R}, int32 11, text of the mechanism. */
    record AuthenticationSaslContinue(String data) implements BackendMessage {}

    /** {@code R}, int32 12, text of the mechanism. */
    record AuthenticationSaslFinal(String data) implements BackendMessage {}

    /** {@code K}, int32 process, key: 4 bytes in protocol 3.0, up to 256 from 3.2. */
    @SuppressWarnings("ArrayRecordComponent")
    record BackendKeyData(int processId, byte[] secretKey) implements BackendMessage {}

    /** {@code 2}. */
    record BindComplete() implements BackendMessage {}

    /** {@code 3}. */
    record CloseComplete() implements BackendMessage {}

    /** {@code C}, string tag. */
    record CommandComplete(String tag) implements BackendMessage {}

    /** {@code G}, int8 overall format, int16 count, int16 format of each column. */
    record CopyInResponse(int format, int columns) implements BackendMessage {}

    /** {@code H}, int8 overall format, int16 count, int16 format of each column. */
    record CopyOutResponse(int format, int columns) implements BackendMessage {}

    /** {@code d}, bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record CopyData(byte[] bytes) implements BackendMessage {}

    /** {@code c}. */
    record CopyDone() implements BackendMessage {}

    /** {@code I}. */
    record EmptyQueryResponse() implements BackendMessage {}

    /** {@code E}: each field is a byte and a string; a zero byte ends them. */
    record ErrorResponse(Fields fields) implements BackendMessage {}

    /** {@code N}: as ErrorResponse. */
    record NoticeResponse(Fields fields) implements BackendMessage {}

    /**
     * What an error or notice says, in the order of the wire.
     *
     * @param severity S and V: ERROR, FATAL, WARNING, NOTICE
     * @param state C: SQLSTATE
     * @param message M
     * @param detail D, or null
     * @param hint H, or null
     * @param position P: characters from 1 into the statement, 0 for none
     * @param where W: the context, here the source that the error came from; or null
     * @param object s, t, c and n: what the error is about, or null
     * @param routine R: the name of PostgreSQL's routine where drivers go by it, else null
     */
    record Fields(
            String severity,
            String state,
            String message,
            @Nullable String detail,
            @Nullable String hint,
            int position,
            @Nullable String where,
            @Nullable ObjectNames object,
            @Nullable String routine) {
        /** Without the rarer fields. */
        public Fields(
                String severity,
                String state,
                String message,
                @Nullable String detail,
                @Nullable String hint,
                int position,
                @Nullable String where) {
            this(severity, state, message, detail, hint, position, where, null, null);
        }
    }

    /** The schema, table, column and constraint that an error is about, null for what is unknown. */
    record ObjectNames(
            @Nullable String schema,
            @Nullable String table,
            @Nullable String column,
            @Nullable String constraint) {}

    /** {@code v}, int32 version, int32 count, string of each option that is not known. */
    record NegotiateProtocolVersion(int version, List<String> unknownOptions) implements BackendMessage {
        public NegotiateProtocolVersion {
            unknownOptions = List.copyOf(unknownOptions);
        }
    }

    /** {@code A}, int32 process, string channel, string payload. */
    record NotificationResponse(int processId, String channel, String payload) implements BackendMessage {}

    /** {@code n}. */
    record NoData() implements BackendMessage {}

    /** {@code t}, int16 count, int32 type of each. */
    record ParameterDescription(List<Integer> types) implements BackendMessage {
        public ParameterDescription {
            types = List.copyOf(types);
        }
    }

    /** {@code S}, string name, string value. */
    record ParameterStatus(String name, String value) implements BackendMessage {}

    /** {@code 1}. */
    record ParseComplete() implements BackendMessage {}

    /** {@code s}. */
    record PortalSuspended() implements BackendMessage {}

    /** {@code Z}, int8: I idle, T in a transaction, E in a failed one. */
    record ReadyForQuery(char status) implements BackendMessage {}

    /**
     * {@code T}, int16 count, and for each: string name, int32 table, int16 column, int32 type, int16 length of the type, int32
     * modifier, int16 format.
     */
    record RowDescription(List<Field> fields) implements BackendMessage {
        public RowDescription {
            fields = List.copyOf(fields);
        }
    }

    /** A column of {@link RowDescription}. */
    record Field(String name, int table, int column, int type, int length, int modifier, int format) {}
}

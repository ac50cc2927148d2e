package io.federator.gateway.wire;

import io.federator.gateway.wire.BackendMessage.Field;
import io.federator.gateway.wire.BackendMessage.Fields;
import org.jspecify.annotations.Nullable;

/** Writes messages of the server; the layouts are at the records. */
public final class BackendEncoder {
    private BackendEncoder() {}

    /** @throws MalformedContent when the client's encoding has not all of its characters; nothing of it is written then */
    public static void encode(BackendMessage message, WireBuffer out) {
        int start = out.size();
        boolean whole = false;
        try {
            int mark = out.beginMessage(type(message));
            content(message, out);
            out.endMessage(mark);
            whole = true;
        } finally {
            if (!whole) {
                out.truncate(start);
            }
        }
    }

    private static void content(BackendMessage message, WireBuffer out) {
        switch (message) {
            case BackendMessage.AuthenticationOk m -> out.int32(0);
            case BackendMessage.AuthenticationSasl m -> {
                out.int32(10);
                m.mechanisms().forEach(out::string);
                out.int8(0);
            }
            case BackendMessage.AuthenticationSaslContinue m -> out.int32(11).text(m.data());
            case BackendMessage.AuthenticationSaslFinal m -> out.int32(12).text(m.data());
            case BackendMessage.BackendKeyData m -> out.int32(m.processId()).bytes(m.secretKey());
            case BackendMessage.CommandComplete m -> out.string(m.tag());
            case BackendMessage.CopyInResponse m -> copy(m.format(), m.columns(), out);
            case BackendMessage.CopyOutResponse m -> copy(m.format(), m.columns(), out);
            case BackendMessage.CopyData m -> out.bytes(m.bytes());
            case BackendMessage.ErrorResponse m -> fields(m.fields(), out);
            case BackendMessage.NoticeResponse m -> fields(m.fields(), out);
            case BackendMessage.NotificationResponse m ->
                out.int32(m.processId()).string(m.channel()).string(m.payload());
            case BackendMessage.NegotiateProtocolVersion m -> {
                out.int32(m.version()).int32(m.unknownOptions().size());
                m.unknownOptions().forEach(out::string);
            }
            case BackendMessage.ParameterDescription m -> {
                out.int16(m.types().size());
                m.types().forEach(out::int32);
            }
            case BackendMessage.ParameterStatus m -> out.string(m.name()).string(m.value());
            case BackendMessage.ReadyForQuery m -> out.int8(m.status());
            case BackendMessage.RowDescription m -> {
                out.int16(m.fields().size());
                m.fields().forEach(field -> field(field, out));
            }
            case BackendMessage.BindComplete m -> {}
            case BackendMessage.CloseComplete m -> {}
            case BackendMessage.CopyDone m -> {}
            case BackendMessage.EmptyQueryResponse m -> {}
            case BackendMessage.NoData m -> {}
            case BackendMessage.ParseComplete m -> {}
            case BackendMessage.PortalSuspended m -> {}
        }
    }

    /** {@code D}, int16 count; each value follows as an int32 length and its bytes, -1 alone for NULL. Ended by endMessage. */
    public static int beginDataRow(int columns, WireBuffer out) {
        int mark = out.beginMessage('D');
        out.int16(columns);
        return mark;
    }

    private static char type(BackendMessage message) {
        return switch (message) {
            case BackendMessage.AuthenticationOk m -> 'R';
            case BackendMessage.AuthenticationSasl m -> 'R';
            case BackendMessage.AuthenticationSaslContinue m -> 'R';
            case BackendMessage.AuthenticationSaslFinal m -> 'R';
            case BackendMessage.BackendKeyData m -> 'K';
            case BackendMessage.BindComplete m -> '2';
            case BackendMessage.CloseComplete m -> '3';
            case BackendMessage.CommandComplete m -> 'C';
            case BackendMessage.CopyInResponse m -> 'G';
            case BackendMessage.CopyOutResponse m -> 'H';
            case BackendMessage.CopyData m -> 'd';
            case BackendMessage.CopyDone m -> 'c';
            case BackendMessage.EmptyQueryResponse m -> 'I';
            case BackendMessage.ErrorResponse m -> 'E';
            case BackendMessage.NoticeResponse m -> 'N';
            case BackendMessage.NotificationResponse m -> 'A';
            case BackendMessage.NegotiateProtocolVersion m -> 'v';
            case BackendMessage.NoData m -> 'n';
            case BackendMessage.ParameterDescription m -> 't';
            case BackendMessage.ParameterStatus m -> 'S';
            case BackendMessage.ParseComplete m -> '1';
            case BackendMessage.PortalSuspended m -> 's';
            case BackendMessage.ReadyForQuery m -> 'Z';
            case BackendMessage.RowDescription m -> 'T';
        };
    }

    private static void copy(int format, int columns, WireBuffer out) {
        out.int8(format).int16(columns);
        for (int i = 0; i < columns; i++) {
            out.int16(format);
        }
    }

    private static void fields(Fields fields, WireBuffer out) {
        out.int8('S').string(fields.severity());
        out.int8('V').string(fields.severity());
        out.int8('C').string(fields.state());
        out.int8('M').message(fields.message());
        optional('D', fields.detail(), out);
        optional('H', fields.hint(), out);
        if (fields.position() > 0) {
            out.int8('P').decimal(fields.position()).int8(0);
        }
        optional('W', fields.where(), out);
        BackendMessage.ObjectNames object = fields.object();
        if (object != null) {
            optional('s', object.schema(), out);
            optional('t', object.table(), out);
            optional('c', object.column(), out);
            optional('n', object.constraint(), out);
        }
        optional('R', fields.routine(), out);
        out.int8(0);
    }

    private static void optional(char code, @Nullable String value, WireBuffer out) {
        if (value != null) {
            out.int8(code).message(value);
        }
    }

    private static void field(Field field, WireBuffer out) {
        out.string(field.name())
                .int32(field.table())
                .int16(field.column())
                .int32(field.type())
                .int16(field.length())
                .int32(field.modifier())
                .int16(field.format());
    }
}

package io.federator.gateway.relay;

import io.federator.spi.type.SqlType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The messages that a client of PostgreSQL sends, as far as a relay needs them, and its errors. */
final class WireMessages {
    private WireMessages() {}

    static void parse(String name, String sql, List<SqlType> types, ByteBuf out) {
        int mark = begin('P', out);
        string(name, out);
        string(sql, out);
        out.writeShort(types.size());
        types.forEach(type -> out.writeInt(type.oid()));
        end(mark, out);
    }

    static void describeStatement(String name, ByteBuf out) {
        int mark = begin('D', out);
        out.writeByte('S');
        string(name, out);
        end(mark, out);
    }

    static void closeStatement(String name, ByteBuf out) {
        int mark = begin('C', out);
        out.writeByte('S');
        string(name, out);
        end(mark, out);
    }

    /** Of the unnamed portal. */
    static void bind(String statement, Ask ask, ByteBuf out) {
        int mark = begin('B', out);
        out.writeByte(0);
        string(statement, out);
        out.writeShort(ask.formats().size());
        ask.formats().forEach(out::writeShort);
        out.writeShort(ask.values().size());
        for (byte[] value : ask.values()) {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(value.length);
                out.writeBytes(value);
            }
        }
        out.writeShort(ask.resultFormats().size());
        ask.resultFormats().forEach(out::writeShort);
        end(mark, out);
    }

    /** All rows of the unnamed portal. */
    static void execute(ByteBuf out) {
        int mark = begin('E', out);
        out.writeByte(0);
        out.writeInt(0);
        end(mark, out);
    }

    static void sync(ByteBuf out) {
        end(begin('S', out), out);
    }

    private static int begin(char type, ByteBuf out) {
        out.writeByte(type);
        int mark = out.writerIndex();
        out.writeInt(0);
        return mark;
    }

    private static void end(int mark, ByteBuf out) {
        out.setInt(mark, out.writerIndex() - mark);
    }

    private static void string(String text, ByteBuf out) {
        ByteBufUtil.writeUtf8(out, text);
        out.writeByte(0);
    }

    /** What an ErrorResponse says. */
    static Ask.Refusal.Failed failure(ByteBuf message) {
        String state = "XX000";
        String text = "";
        int at = message.readerIndex() + 5;
        while (at < message.writerIndex() && message.getByte(at) != 0) {
            byte field = message.getByte(at);
            int end = message.indexOf(at + 1, message.writerIndex(), (byte) 0);
            String value = message.toString(at + 1, end - at - 1, StandardCharsets.UTF_8);
            state = field == 'C' ? value : state;
            text = field == 'M' ? value : text;
            at = end + 1;
        }
        return new Ask.Refusal.Failed(state, text);
    }
}

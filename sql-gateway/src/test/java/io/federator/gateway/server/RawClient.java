package io.federator.gateway.server;

import io.federator.gateway.wire.Frontend;
import io.federator.gateway.wire.MessageReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client without a driver: sends bytes, and shows what comes back as one line a message. */
final class RawClient implements AutoCloseable {
    final Socket socket;
    private final DataInputStream in;
    int processId;
    byte[] secretKey = {};

    RawClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connected and past the first ReadyForQuery. */
    static RawClient ready(int port) throws IOException {
        RawClient client = new RawClient(port);
        client.send(Frontend.startup(0, Map.of("user", "me", "database", "test")));
        client.answers();
        return client;
    }

    RawClient send(byte[]... messages) throws IOException {
        for (byte[] message : messages) {
            socket.getOutputStream().write(message);
        }
        socket.getOutputStream().flush();
        return this;
    }

    /** Everything up to and including ReadyForQuery, or the end of the connection. */
    List<String> answers() throws IOException {
        List<String> shown = new ArrayList<>();
        while (shown.isEmpty()
                || !(shown.getLast().startsWith("Z") || shown.getLast().equals("closed"))) {
            shown.add(answer());
        }
        return shown;
    }

    List<String> ask(byte[]... messages) throws IOException {
        return send(messages).answers();
    }

    /** The next message, or "closed". */
    String answer() throws IOException {
        try {
            char type = (char) in.readUnsignedByte();
            byte[] content = new byte[in.readInt() - 4];
            in.readFully(content);
            return show(type, new MessageReader(content, 0, content.length));
        } catch (EOFException | SocketException e) {
            return "closed";
        }
    }

    private String show(char type, MessageReader message) {
        return switch (type) {
            case 'E', 'N' -> {
                Map<Character, String> fields = new LinkedHashMap<>();
                for (int code = message.int8(); code != 0; code = message.int8()) {
                    fields.put((char) code, message.string());
                }
                yield type + " " + fields.get('S') + " " + fields.get('C') + " " + fields.get('M');
            }
            case 'D' -> {
                List<String> values = new ArrayList<>();
                int columns = message.int16();
                for (int i = 0; i < columns; i++) {
                    int length = message.int32();
                    values.add(length < 0 ? "NULL" : new String(message.bytes(length), StandardCharsets.UTF_8));
                }
                yield "D " + String.join(",", values);
            }
            case 'C' -> "C " + message.string();
            case 'S' -> "S " + message.string() + "=" + message.string();
            case 'Z' -> "Z " + (char) message.int8();
            case 'R' -> "R " + message.int32();
            case 'K' -> {
                processId = message.int32();
                secretKey = message.rest();
                yield "K";
            }
            case 'v' -> "v " + Integer.toHexString(message.int32()) + " " + message.int32();
            default -> String.valueOf(type);
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.federator.it.regress;

import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Answer.Done;
import io.federator.it.deployment.Answer.Failure;
import io.federator.it.deployment.Answer.Table;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's simple query protocol and no more: drivers insist on settings of their own, and the regression files
 * change all of them. Not safe for several threads.
 */
final class WireClient implements AutoCloseable {
    /** The state of an answer that never came. */
    static final String LOST = "08006";

    private static final int VERSION = 3 << 16;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private char status = 'I';

    private WireClient(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    static WireClient connect(int port, String database) {
        try {
            Socket socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            WireClient client = new WireClient(socket);
            client.startUp(database);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startUp(String database) throws IOException {
        byte[] parameters = bytes(
                "user\0postgres\0database\0" + database + "\0client_encoding\0UTF8\0application_name\0regress\0\0");
        out.writeInt(parameters.length + 2 * Integer.BYTES);
        out.writeInt(VERSION);
        out.write(parameters);
        out.flush();
        Answer answer = answer("");
        if (answer instanceof Failure failure) {
            throw new IllegalStateException(failure.toString());
        }
    }

    /** Whether the session is within a transaction ('T'), a failed one ('E') or none ('I'). */
    char status() {
        return status;
    }

    /** Executes; of several statements the last one's rows are the answer. */
    Answer ask(String sql) {
        return ask(sql, "");
    }

    /** @param input what COPY FROM STDIN reads */
    Answer ask(String sql, String input) {
        try {
            send('Q', bytes(sql + "\0"));
            return answer(input);
        } catch (IOException e) {
            return new Failure(LOST, String.valueOf(e.getMessage()));
        }
    }

    /** The rows, or an exception. */
    List<List<@Nullable String>> rows(String sql) {
        return switch (ask(sql)) {
            case Table table -> table.rows();
            case Done _ -> List.of();
            case Failure failure -> throw new IllegalStateException(failure + " for " + sql);
        };
    }

    private Answer answer(String input) throws IOException {
        Answer answer = new Done(0);
        List<String> columns = new ArrayList<>();
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (true) {
            char type = (char) in.readByte();
            ByteBuffer body = ByteBuffer.wrap(in.readNBytes(in.readInt() - Integer.BYTES));
            switch (type) {
                case 'T' -> {
                    columns = columns(body);
                    rows = new ArrayList<>();
                    answer = new Table(columns, rows);
                }
                case 'D' -> rows.add(row(body));
                case 'E' -> answer = failure(body);
                case 'G' -> {
                    send('d', bytes(input));
                    send('c', new byte[0]);
                }
                case 'Z' -> {
                    status = (char) body.get();
                    return answer;
                }
                default -> {}
            }
        }
    }

    private void send(char type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
        out.flush();
    }

    private static List<String> columns(ByteBuffer body) {
        List<String> columns = new ArrayList<>();
        int count = body.getShort();
        for (int i = 0; i < count; i++) {
            String name = string(body);
            body.getInt();
            body.getShort();
            columns.add(name + ":" + Integer.toUnsignedString(body.getInt()));
            body.getShort();
            body.getInt();
            body.getShort();
        }
        return columns;
    }

    private static List<@Nullable String> row(ByteBuffer body) {
        List<@Nullable String> row = new ArrayList<>();
        int count = body.getShort();
        for (int i = 0; i < count; i++) {
            int length = body.getInt();
            if (length < 0) {
                row.add(null);
            } else {
                byte[] value = new byte[length];
                body.get(value);
                row.add(new String(value, StandardCharsets.UTF_8));
            }
        }
        return row;
    }

    private static Failure failure(ByteBuffer body) {
        String state = "";
        String message = "";
        for (char field = (char) body.get(); field != 0; field = (char) body.get()) {
            String value = string(body);
            if (field == 'C') {
                state = value;
            } else if (field == 'M') {
                message = value;
            }
        }
        return new Failure(state, message);
    }

    private static String string(ByteBuffer body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (byte next = body.get(); next != 0; next = body.get()) {
            text.write(next);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

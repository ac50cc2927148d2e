package io.federator.it.protocol;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client without a driver. What the server says is shown as text, byte for byte, but for what must differ between two servers:
 * the numbers and keys of sessions, the place in the source of an error, the numbers of tables, the version.
 */
final class RawConnection implements AutoCloseable {
    static final String CLOSED = "closed";
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    RawConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Sends with the next {@link #flush}. */
    void put(byte[] bytes) {
        waiting.writeBytes(bytes);
    }

    void flush() throws IOException {
        try {
            socket.getOutputStream().write(waiting.toByteArray());
        } catch (SocketException e) {
            // The server has closed; reading tells.
        }
        waiting.reset();
    }

    /** One byte that is no message: the answer to a request for encryption. */
    String readByte() throws IOException {
        flush();
        return String.valueOf((char) in.readUnsignedByte());
    }

    /** What comes up to a message of a type, or the end of the connection. Settings that are told together are sorted. */
    List<String> readUntil(char type) throws IOException {
        flush();
        List<String> answers = new ArrayList<>();
        String answer;
        do {
            answer = read();
            answers.add(answer);
        } while (!answer.equals(CLOSED) && answer.charAt(0) != type);
        return sorted(answers);
    }

    private String read() throws IOException {
        try {
            char type = (char) in.readUnsignedByte();
            int length = in.readInt() - 4;
            if (length < 0 || length > 1 << 26) {
                return CLOSED;
            }
            byte[] content = new byte[length];
            in.readFully(content);
            return show(type, content);
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer", e);
        } catch (EOFException | SocketException e) {
            return CLOSED;
        }
    }

    private static String show(char type, byte[] content) {
        String shown = switch (type) {
            case 'E', 'N' -> error(content);
            case 'T' -> description(content);
            case 'A' -> Messages.shown(content, 4);
            case 'K' -> content.length + " bytes";
            case 'S' -> Messages.shown(content, 0).replaceFirst("^server_version\\\\00.*", "server_version");
            default -> Messages.shown(content, 0);
        };
        return type + " " + shown;
    }

    private static String error(byte[] content) {
        StringBuilder fields = new StringBuilder();
        for (String field : new String(content, StandardCharsets.UTF_8).split("\0", -1)) {
            if (!field.isEmpty() && "FLR".indexOf(field.charAt(0)) < 0) {
                fields.append(field).append('\n');
            }
        }
        return fields.toString();
    }

    private static String description(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        StringBuilder shown = new StringBuilder();
        for (int columns = in.getShort(); columns > 0; columns--) {
            int from = in.position();
            while (in.get() != 0) {
                // to the end of the name
            }
            shown.append(new String(content, from, in.position() - 1 - from, StandardCharsets.ISO_8859_1))
                    .append(in.getInt() == 0 ? "(" : "(table ")
                    .append(in.getShort() + " " + in.getInt() + " " + in.getShort() + " " + in.getInt() + " "
                            + in.getShort())
                    .append(") ");
        }
        return shown.toString();
    }

    private static List<String> sorted(List<String> answers) {
        List<String> sorted = new ArrayList<>(answers);
        int from = 0;
        for (int i = 0; i <= sorted.size(); i++) {
            if (i == sorted.size() || !sorted.get(i).startsWith("S ")) {
                sorted.subList(from, i).sort(null);
                from = i + 1;
            }
        }
        return sorted;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

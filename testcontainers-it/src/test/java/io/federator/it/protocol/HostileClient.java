package io.federator.it.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sends a {@link HostileStream} and sees how the server takes it. */
final class HostileClient {
    /** How long the server may say nothing before the client goes: it may be waiting for the rest of a message. */
    private static final int QUIET_MILLIS = 15;

    private static final int END_MILLIS = 30_000;

    /** What may be said to those who have not proved who they are: authentication, errors, the version, settings' refusal. */
    private static final String BEFORE_LOGIN = "REvN";

    private HostileClient() {}

    /**
     * What is wrong with the server's behaviour, if anything.
     *
     * @param stranger whether the client can have proved nothing, so that nothing may be done for it
     */
    static Optional<String> attack(int port, HostileStream stream, boolean stranger) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            StringBuilder types = new StringBuilder();
            Optional<String> wrong = Optional.empty();
            try {
                for (byte[] chunk : stream.chunks()) {
                    socket.getOutputStream().write(chunk);
                }
                socket.setSoTimeout(QUIET_MILLIS);
                wrong = read(socket.getInputStream(), types, stranger);
                switch (stream.end()) {
                    case HALF_CLOSE -> {
                        socket.shutdownOutput();
                        socket.setSoTimeout(END_MILLIS);
                        wrong = wrong.or(() -> toTheEnd(socket));
                    }
                    case ABORT -> socket.setSoLinger(true, 0);
                    case CLOSE -> {
                        // as try does it
                    }
                }
            } catch (SocketException e) {
                // The server has closed before all was sent.
            }
            return wrong.map(text -> text + ", after " + types);
        }
    }

    private static Optional<String> toTheEnd(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // what was under way
            }
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.of("the connection stays open");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads until the server closes or is quiet. */
    private static Optional<String> read(InputStream in, StringBuilder types, boolean stranger) throws IOException {
        try {
            while (true) {
                int type = in.read();
                if (type < 0) {
                    return Optional.empty();
                }
                types.append((char) type);
                if (type == 'N' && types.length() == 1) {
                    // The answer to a request for encryption is this byte alone; a notice cannot come first.
                    continue;
                }
                byte[] head = exactly(in, 4);
                int length = (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
                boolean old = type == 'E' && new String(head, StandardCharsets.US_ASCII).equals("FATA");
                if (old) {
                    return Optional.empty();
                }
                if (length < 4 || length > 1 << 20) {
                    return Optional.of("a message of type " + (char) type + " with length " + length);
                }
                String content = new String(exactly(in, length - 4), StandardCharsets.ISO_8859_1);
                if (type == 'E' && content.contains("\0CXX000\0")) {
                    return Optional.of("an internal error: " + content.replace('\0', ' '));
                }
                if (stranger && (BEFORE_LOGIN.indexOf(type) < 0 || (type == 'R' && content.startsWith("\0\0\0\0")))) {
                    return Optional.of("something was done before authentication");
                }
            }
        } catch (SocketTimeoutException | EOFException e) {
            return Optional.empty();
        }
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }
}

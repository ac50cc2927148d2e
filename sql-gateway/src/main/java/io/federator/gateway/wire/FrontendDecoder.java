package io.federator.gateway.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a client's bytes into messages, however they arrive. Memory follows what has arrived, never what a length field claims.
 *
 * <p>Every message but the first is a type byte, an int32 length that counts itself, and the content; the first has no type byte.
 * Not thread-safe: the connection's event loop calls it, but for {@link #authenticated}, which any thread may call.
 */
public final class FrontendDecoder {
    private static final int MAX_STARTUP_BYTES = 10_000;
    private static final int MAX_AUTHENTICATION_BYTES = 65_535;
    private static final int MAX_SMALL_MESSAGE_BYTES = 30_000;
    private static final int MAX_POSTGRESQL_BYTES = 0x3fff_ffff;
    private static final int KEPT_CAPACITY = 64 * 1024;

    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSSENC_REQUEST = 80_877_104;
    private static final int CANCEL_REQUEST = 80_877_102;

    private final int maxMessageBytes;
    private volatile boolean authenticated;
    private boolean started;
    private byte[] buffer = new byte[1024];
    private int start;
    private int end;
    private int lastLength;

    /** @param maxMessageBytes the longest message of an authenticated client */
    public FrontendDecoder(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Lets messages through that only an authenticated client may send. */
    public void authenticated() {
        authenticated = true;
    }

    /** Adds what has arrived. */
    public void feed(byte[] bytes) {
        int held = end - start;
        if (buffer.length - end < bytes.length) {
            byte[] target = buffer;
            if (buffer.length < held + bytes.length) {
                target = new byte
                        [(int) Math.min(
                                Integer.MAX_VALUE - 8L, Math.max(2L * buffer.length, held + (long) bytes.length))];
            }
            System.arraycopy(buffer, start, target, 0, held);
            buffer = target;
            start = 0;
            end = held;
        }
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
    }

    /** The bytes that the message took which {@link #next} gave last. */
    public int lastLength() {
        return lastLength;
    }

    /** Whether bytes have arrived that no message has been made of yet. */
    public boolean hasLeftover() {
        return end > start;
    }

    /**
     * The next whole message, or null until more bytes have arrived.
     *
     * @throws ProtocolViolation when the bytes are no message; the decoder is of no use afterwards
     */
    public @Nullable FrontendMessage next() {
        FrontendMessage message = nextFrame();
        return message instanceof FrontendMessage.Frame frame ? frame.read(TextCodec.UTF8) : message;
    }

    /**
     * The same, with the content of an authenticated client's messages unread: in which encoding their text is may depend on those
     * before them, which were not handled yet.
     */
    public @Nullable FrontendMessage nextFrame() {
        return started ? typed() : untyped();
    }

    private @Nullable FrontendMessage untyped() {
        if (end - start < 4) {
            return null;
        }
        int length = intAt(start);
        if (length < 8 || length > MAX_STARTUP_BYTES) {
            throw ProtocolViolation.silent("invalid length of startup packet");
        }
        if (end - start < length) {
            return null;
        }
        MessageReader reader = new MessageReader(buffer, start + 4, start + length);
        start += length;
        lastLength = length;
        int code = reader.int32();
        return switch (code) {
            case SSL_REQUEST -> new FrontendMessage.SslRequest();
            case GSSENC_REQUEST -> new FrontendMessage.GssEncRequest();
            case CANCEL_REQUEST -> {
                if (reader.remaining() < 8 || reader.remaining() > 4 + 256) {
                    throw ProtocolViolation.silent("invalid length of query cancel packet");
                }
                yield new FrontendMessage.CancelRequest(reader.int32(), reader.rest());
            }
            default -> startup(code >>> 16, code & 0xffff, reader);
        };
    }

    private FrontendMessage startup(int major, int minor, MessageReader reader) {
        started = true;
        if (major != 3) {
            return new FrontendMessage.Startup(major, minor, Map.of());
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            while (true) {
                String name = reader.string();
                if (name.isEmpty()) {
                    break;
                }
                parameters.put(name, reader.string());
            }
            reader.end();
        } catch (MalformedContent e) {
            throw new ProtocolViolation("invalid startup packet layout: expected terminator as last byte");
        }
        return new FrontendMessage.Startup(major, minor, parameters);
    }

    private @Nullable FrontendMessage typed() {
        if (end - start < 5) {
            checkType();
            return null;
        }
        char type = checkType();
        int length = intAt(start + 1);
        if (length < 4 || length > maxLength(type)) {
            // What PostgreSQL would have taken is told; the rest is no length at all.
            boolean ours = length > maxMessageBytes && length <= MAX_POSTGRESQL_BYTES && isLarge(type);
            throw ours
                    ? new ProtocolViolation(
                            "54000",
                            "message of " + length + " bytes is longer than the " + maxMessageBytes
                                    + " that limits.max-message-size allows")
                    : ProtocolViolation.silent("invalid message length");
        }
        if (end - start < length + 1L) {
            return null;
        }
        FrontendMessage.Frame frame =
                new FrontendMessage.Frame(type, Arrays.copyOfRange(buffer, start + 5, start + 1 + length));
        start += 1 + length;
        lastLength = 1 + length;
        if (start == end) {
            start = end = 0;
            buffer = buffer.length > KEPT_CAPACITY ? new byte[1024] : buffer;
        }
        return authenticated && type != 'p' ? frame : frame.read(TextCodec.UTF8);
    }

    /** A wrong type is told at once, before its length is waited for. */
    private char checkType() {
        if (end == start) {
            return 0;
        }
        char type = (char) (buffer[start] & 0xff);
        boolean known = authenticated ? "QPBDECHSXFdcf".indexOf(type) >= 0 : "pX".indexOf(type) >= 0;
        if (!known) {
            throw authenticated
                    ? unexpected(type)
                    : new ProtocolViolation("expected password response, got message type " + (int) type);
        }
        return type;
    }

    /** Of a type that an authenticated client does not send. */
    public static ProtocolViolation unexpected(char type) {
        return new ProtocolViolation("invalid frontend message type " + (int) type);
    }

    private int maxLength(char type) {
        if (!authenticated) {
            return MAX_AUTHENTICATION_BYTES;
        }
        return isLarge(type) ? maxMessageBytes : Math.min(maxMessageBytes, MAX_SMALL_MESSAGE_BYTES);
    }

    /** Whether a message may hold more than names and numbers. */
    private static boolean isLarge(char type) {
        return "QPBFd".indexOf(type) >= 0;
    }

    private int intAt(int at) {
        return (buffer[at] & 0xff) << 24
                | (buffer[at + 1] & 0xff) << 16
                | (buffer[at + 2] & 0xff) << 8
                | (buffer[at + 3] & 0xff);
    }

    /** For tests: how much memory is held. */
    int capacity() {
        return buffer.length;
    }
}

package io.federator.adapter.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that are channels beneath. The driver makes a factory of its own for each connection, from the class's name and one text:
 * that names the attempt to connect.
 */
public final class ChannelSockets extends SocketFactory {
    private static final Map<String, Optional<SocketChannel>> ATTEMPTS = new ConcurrentHashMap<>();

    private final String attempt;

    /** @param attempt that this makes sockets for; the last is the one that is used */
    public ChannelSockets(String attempt) {
        this.attempt = attempt;
    }

    /** Sockets are noted from now on until {@link #forget}: not those that only carry a request to cancel. */
    static void expect(String attempt) {
        ATTEMPTS.put(attempt, Optional.empty());
    }

    static Optional<SocketChannel> opened(String attempt) {
        return ATTEMPTS.getOrDefault(attempt, Optional.empty());
    }

    static void forget(String attempt) {
        ATTEMPTS.remove(attempt);
    }

    @Override
    public Socket createSocket() throws IOException {
        SocketChannel channel = SocketChannel.open();
        ATTEMPTS.computeIfPresent(attempt, (_, before) -> Optional.of(channel));
        return channel.socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private Socket connected(SocketAddress remote, @Nullable SocketAddress local) throws IOException {
        Socket socket = createSocket();
        if (local != null) {
            socket.bind(local);
        }
        socket.connect(remote);
        return socket;
    }
}

package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.JdbcVendor.WireProtocol;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

/**
 * The sockets beneath pgjdbc's connections. The driver logs in, by whatever means the URL says; afterwards whoever leases the
 * connection speaks the protocol itself. Safe for any thread.
 */
final class PostgresWire implements WireProtocol {
    private static final String ENCRYPTED =
            "select coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), true)"
                    + " or coalesce((select encrypted from pg_stat_gssapi where pid = pg_backend_pid()), false)";

    private final Map<Connection, SocketChannel> channels = Collections.synchronizedMap(new WeakHashMap<>());

    /** Opens a connection whose socket is known from then on, unless the URL brings its own sockets. */
    Connection connect(String url, Properties properties) throws SQLException {
        if (url.contains("socketFactory=")) {
            return DriverManager.getConnection(url, properties);
        }
        String attempt = UUID.randomUUID().toString();
        Properties with = new Properties();
        with.putAll(properties);
        with.setProperty("socketFactory", ChannelSockets.class.getName());
        with.setProperty("socketFactoryArg", attempt);
        ChannelSockets.expect(attempt);
        try {
            Connection connection = DriverManager.getConnection(url, with);
            ChannelSockets.opened(attempt).ifPresent(channel -> channels.put(connection, channel));
            return connection;
        } finally {
            ChannelSockets.forget(attempt);
        }
    }

    @Override
    public Optional<SocketChannel> channel(Connection connection) throws SQLException {
        SocketChannel channel = channels.get(connection);
        return channel == null || isEncrypted(connection) ? Optional.empty() : Optional.of(channel);
    }

    private static boolean isEncrypted(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ENCRYPTED)) {
            return !row.next() || row.getBoolean(1);
        }
    }

    @Override
    public void cancel(Connection connection) throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }
}

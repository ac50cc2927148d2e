package io.federator.adapter.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the pool gets its connections from. The driver's class is looked for when the first is wanted. */
final class DriverSource implements DataSource {
    private final String driverClass;
    private final Connector connector;
    private volatile boolean loaded;
    private @Nullable PrintWriter log;

    /** Opens one connection. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    DriverSource(String driverClass, Connector connector) {
        this.driverClass = driverClass;
        this.connector = connector;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!loaded) {
            try {
                Class.forName(driverClass);
            } catch (ClassNotFoundException e) {
                throw new SQLException("driver " + driverClass + " is not there", e);
            }
            loaded = true;
        }
        return connector.connect();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is that of the source");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return log;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        log = writer;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        DriverManager.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return DriverManager.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no logger of java.util.logging");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

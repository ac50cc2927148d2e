package io.federator.adapter.jdbc;

import io.federator.spi.error.SqlException;
import io.federator.spi.source.BranchXid;
import io.federator.spi.source.DecisionTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The decisions in a table of the connection's own schema. */
record JdbcDecisions(JdbcSource source, BranchCommands commands) implements DecisionTable {
    private static final int SOME_THOUSAND = 5_000;

    /** The statement that makes a branch the deciding one. Transactions and gateways have names without quotes. */
    static String commit(String transaction, String gateway) {
        return insert(transaction, gateway, Verdict.COMMIT);
    }

    private static String insert(String transaction, String gateway, Verdict verdict) {
        return "INSERT INTO " + NAME + " (gtrid, verdict, gateway) VALUES ('" + transaction + "', '" + written(verdict)
                + "', '" + gateway + "')";
    }

    private static String written(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void create() {
        source.onWriter(connection -> {
            if (!exists(connection)) {
                try {
                    execute(
                            connection,
                            "CREATE TABLE " + NAME + " (gtrid varchar(64) NOT NULL PRIMARY KEY, verdict varchar(8) NOT"
                                    + " NULL, gateway varchar(64) NOT NULL, decided_at timestamp NOT NULL DEFAULT"
                                    + " CURRENT_TIMESTAMP)" + commands.tableOptions());
                } catch (SQLException e) {
                    // Another gateway may have been faster.
                    if (!exists(connection)) {
                        throw e;
                    }
                }
            }
            tryToWrite(connection);
            return NAME;
        });
    }

    private static boolean exists(Connection connection) throws SQLException {
        try {
            execute(connection, "SELECT gtrid, verdict, gateway, decided_at FROM " + NAME + " WHERE gtrid = ''");
            return true;
        } catch (SQLException e) {
            if (connection.isValid(5)) {
                return false;
            }
            throw e;
        }
    }

    private static void tryToWrite(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            String trial = "trial." + ProcessHandle.current().pid() + "." + System.nanoTime();
            execute(connection, insert(trial, "trial", Verdict.ABORT));
            execute(connection, "DELETE FROM " + NAME + " WHERE gtrid = '" + trial + "'");
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Optional<Verdict> find(String transaction) {
        return source.onConnection(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT verdict FROM " + NAME + " WHERE gtrid = ?")) {
                statement.setString(1, transaction);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(read(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    private static Verdict read(String verdict) {
        return Verdict.valueOf(verdict.toUpperCase(Locale.ROOT));
    }

    @Override
    public Optional<Verdict> abort(String transaction, String gateway, Duration wait) {
        if (BranchXid.of(transaction, gateway).isEmpty()) {
            throw new IllegalArgumentException(transaction);
        }
        Optional<Verdict> known = find(transaction);
        if (known.isPresent()) {
            return known;
        }
        try {
            return source.onWriter(connection -> {
                commands.executeWaiting(connection, wait, insert(transaction, gateway, Verdict.ABORT));
                return Optional.of(Verdict.ABORT);
            });
        } catch (SqlException e) {
            return switch (e.state()) {
                case UNIQUE_VIOLATION -> find(transaction);
                case LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED, SERIALIZATION_FAILURE -> Optional.empty();
                default -> throw e;
            };
        }
    }

    @Override
    public List<Decision> olderThan(Duration age) {
        return source.onConnection(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT gtrid, verdict, gateway FROM " + NAME + " WHERE "
                            + commands.olderThan("decided_at", age.toSeconds()) + " ORDER BY decided_at LIMIT "
                            + SOME_THOUSAND)) {
                List<Decision> decisions = new ArrayList<>();
                while (rows.next()) {
                    decisions.add(new Decision(rows.getString(1), read(rows.getString(2)), rows.getString(3)));
                }
                return decisions;
            }
        });
    }

    @Override
    public void forget(Collection<String> transactions) {
        if (transactions.isEmpty()) {
            return;
        }
        String list = transactions.stream()
                .map(name -> "'" + new BranchXid(name, "row").transaction() + "'")
                .collect(Collectors.joining(", "));
        source.onWriter(connection -> {
            execute(connection, "DELETE FROM " + NAME + " WHERE gtrid IN (" + list + ")");
            return NAME;
        });
    }
}

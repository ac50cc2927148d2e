package io.federator.it.writes;

import io.federator.it.deployment.GatewayProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Clients that move money between accounts of two databases and write each transfer into a journal, whatever happens to the gateway. */
final class Transfers {
    static final int ACCOUNTS = 100;
    static final int BALANCE = 1_000;

    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Supplier<GatewayProcess> gateway;

    /** What the gateway has said to be committed. */
    final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

    Transfers(Supplier<GatewayProcess> gateway) {
        this.gateway = gateway;
    }

    Thread client(long seed) {
        return Thread.ofPlatform().name("client-" + seed).start(() -> run(new Random(seed)));
    }

    void stop() {
        stopped.set(true);
    }

    private void run(Random random) {
        while (!stopped.get()) {
            try (Connection connection = gateway.get().connect()) {
                connection.setAutoCommit(false);
                while (!stopped.get()) {
                    transfer(connection, random);
                }
            } catch (SQLException e) {
                // The gateway is gone, or two transfers were in each other's way: the journal tells what has happened.
                Thread.onSpinWait();
            }
        }
    }

    private void transfer(Connection connection, Random random) throws SQLException {
        long number = numbers.incrementAndGet();
        int from = 1 + random.nextInt(ACCOUNTS / 2);
        int to = ACCOUNTS / 2 + 1 + random.nextInt(ACCOUNTS / 2);
        int amount = 1 + random.nextInt(20);
        change(connection, "update account set balance = balance - ? where id = ?", amount, from);
        change(connection, "update account set balance = balance + ? where id = ?", amount, to);
        change(
                connection,
                "insert into journal (id, source, target, amount) values (?, ?, ?, ?)",
                number,
                from,
                to,
                amount);
        connection.commit();
        acknowledged.add(number);
    }

    private static void change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("not one row: " + sql);
            }
        }
    }
}

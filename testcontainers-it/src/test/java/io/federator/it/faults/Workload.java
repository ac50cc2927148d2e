package io.federator.it.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Clients that write over all sources whatever happens: transfers between accounts with a journal, rows for every source in one
 * statement, rows that move to another source. They keep count of what they were told to be committed.
 */
final class Workload {
    static final int ACCOUNTS = 150;
    static final int BALANCE = 1_000;
    static final int ITEMS = 60;
    static final int SOURCES = 3;

    /** Where a client connects. */
    interface Gateways {
        Connection connect() throws SQLException;
    }

    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Numbers of transfers that were acknowledged. */
    final Set<Long> transfers = ConcurrentHashMap.newKeySet();

    /** Numbers of groups of rows that were acknowledged. */
    final Set<Long> groups = ConcurrentHashMap.newKeySet();

    final AtomicLong moves = new AtomicLong();

    /** An answer that no client should get. */
    final AtomicReference<@Nullable RuntimeException> wrong = new AtomicReference<>();

    long acknowledged() {
        return transfers.size() + groups.size() + moves.get();
    }

    Thread client(Gateways gateways, long seed) {
        return Thread.ofPlatform().name("client-" + seed).start(() -> run(gateways, new Random(seed)));
    }

    void stop() {
        stopped.set(true);
    }

    private void run(Gateways gateways, Random random) {
        while (!stopped.get()) {
            try (Connection connection = gateways.connect()) {
                while (!stopped.get()) {
                    switch (random.nextInt(4)) {
                        case 0 -> group(connection);
                        case 1 -> move(connection, random);
                        default -> transfer(connection, random);
                    }
                }
            } catch (IllegalStateException e) {
                wrong.compareAndSet(null, e);
                return;
            } catch (SQLException e) {
                // Something is gone, or two were in each other's way: the sources tell what has happened.
                Thread.onSpinWait();
            }
        }
    }

    private void transfer(Connection connection, Random random) throws SQLException {
        long number = numbers.incrementAndGet();
        // The lower number first, so that no two wait for each other.
        int one = 1 + random.nextInt(ACCOUNTS - 1);
        int other = one + 1 + random.nextInt(ACCOUNTS - one);
        int amount = random.nextInt(-20, 20);
        connection.setAutoCommit(false);
        change(connection, "update account set balance = balance - ? where id = ?", amount, one);
        change(connection, "update account set balance = balance + ? where id = ?", amount, other);
        change(
                connection,
                "insert into journal (id, one, other, amount) values (?, ?, ?, ?)",
                number,
                one,
                other,
                amount);
        connection.commit();
        transfers.add(number);
    }

    private void group(Connection connection) throws SQLException {
        long number = numbers.incrementAndGet();
        connection.setAutoCommit(true);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into part (id, place) values (?, 0), (?, 1), (?, 2)")) {
            for (int i = 1; i <= SOURCES; i++) {
                insert.setLong(i, number);
            }
            if (insert.executeUpdate() != SOURCES) {
                throw new IllegalStateException("not a row for each source");
            }
        }
        groups.add(number);
    }

    /** A row that another client is moving may be in no source for a moment: there is no common snapshot. */
    private void move(Connection connection, Random random) throws SQLException {
        connection.setAutoCommit(true);
        int moved =
                changed(connection, "update item set place = (place + 1) % 3 where id = ?", 1 + random.nextInt(ITEMS));
        if (moved > 1) {
            throw new IllegalStateException("a row was moved " + moved + " times");
        }
        moves.addAndGet(moved);
    }

    private static void change(Connection connection, String sql, Object... values) throws SQLException {
        int count = changed(connection, sql, values);
        if (count != 1) {
            throw new IllegalStateException(count + " rows instead of one: " + sql);
        }
    }

    private static int changed(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}

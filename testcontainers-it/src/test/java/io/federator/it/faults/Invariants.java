package io.federator.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.it.deployment.GatewayProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What must hold when everything is back, asked of the databases themselves. */
final class Invariants {
    private static final long SECONDS_TO_RECOVER = 15;
    private static final int TRIES = 5;
    private static final Set<String> UNKNOWN = Set.of("40003", "08006", "08007");

    /** What a transfer takes from the account of each place; together nothing. */
    private static final List<Integer> TAKEN = List.of(3, -1, -2);

    private final World world;
    private final List<Integer> gateways;

    /** @param gateways those that run */
    Invariants(World world, List<Integer> gateways) {
        this.world = world;
        this.gateways = gateways;
    }

    /**
     * @param began when everything was back, of {@link System#nanoTime}
     * @return the seconds from then until nothing was in doubt
     */
    double awaitNothingInDoubt(long began) {
        List<String> left = inDoubt();
        while (!left.isEmpty() && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(SECONDS_TO_RECOVER)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            left = inDoubt();
        }
        assertThat(left).as("in doubt").isEmpty();
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(seconds).isLessThan(SECONDS_TO_RECOVER + 1);
        return seconds;
    }

    private List<String> inDoubt() {
        List<String> found = new ArrayList<>();
        for (int place = 0; place < World.PLACES; place++) {
            String sql = place == 0
                    ? "select '', '', '', gid from pg_prepared_xacts where database = current_database()"
                    : "xa recover";
            try (Connection connection = world.connect(place)) {
                add(connection, sql, 4, found);
            } catch (SQLException e) {
                found.add(place + ": " + e.getMessage());
            }
        }
        for (int gateway : gateways) {
            try (Connection connection = world.gateway(gateway).connect()) {
                add(connection, "select * from federator.transactions", 1, found);
            } catch (SQLException e) {
                found.add("gateway " + gateway + ": " + e.getMessage());
            }
        }
        return found;
    }

    private static void add(Connection connection, String sql, int column, List<String> found) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(column));
            }
        }
    }

    /**
     * A transfer is there wholly or not at all, as its client was told; the accounts follow from all transfers; nothing is locked.
     *
     * @param state what the client was told: empty for success
     */
    void check(int transfer, String state) throws SQLException {
        List<Integer> parts = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int place = 0; place < World.PLACES; place++) {
            try (Connection connection = world.connect(place);
                    Statement statement = connection.createStatement()) {
                parts.add(number(statement, "select count(*) from part where id = " + transfer));
                all.add(number(statement, "select count(*) from part"));
                assertThat(number(statement, "select balance from account"))
                        .isEqualTo(World.BALANCE - TAKEN.get(place) * all.get(place));
                statement.execute(place == 0 ? "set lock_timeout = '2s'" : "set innodb_lock_wait_timeout = 2");
                statement.execute("update account set balance = balance");
                statement.execute("update part set id = id");
            }
        }
        assertThat(Set.copyOf(all)).as("transfers in each place").hasSize(1);
        assertThat(Set.copyOf(parts)).as("parts in each place").hasSize(1);
        if (state.isEmpty()) {
            assertThat(parts).as("acknowledged").containsOnly(1);
        } else if (!UNKNOWN.contains(state)) {
            assertThat(parts).as("refused with " + state).containsOnly(0);
        }
    }

    /** How many rows of a transfer the first place has. */
    int parts(int transfer) throws SQLException {
        try (Connection connection = world.connect(0);
                Statement statement = connection.createStatement()) {
            return number(statement, "select count(*) from part where id = " + transfer);
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    /**
     * Clients get on, though the first may still be told of connections that have broken.
     *
     * @param first number of the transfers
     * @return the next free number
     */
    int goOn(int gateway, int first) throws SQLException {
        List<String> states = new ArrayList<>();
        for (int transfer = first; transfer < first + TRIES; transfer++) {
            String state = transfer(world.gateway(gateway).port(), transfer);
            check(transfer, state);
            if (state.isEmpty()) {
                return transfer + 1;
            }
            states.add(state);
        }
        throw new AssertionError("gateway " + gateway + " does not go on: " + states);
    }

    /** Writes to every database, without the commit. */
    static void write(Connection connection, int transfer) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (int place = 0; place < World.PLACES; place++) {
                statement.executeUpdate(
                        "update account set balance = balance - (" + TAKEN.get(place) + ") where place = " + place);
            }
            statement.executeUpdate("insert into part (id, place) values (" + transfer + ", 0), (" + transfer
                    + ", 1), (" + transfer + ", 2)");
        }
    }

    /**
     * A transfer over all places.
     *
     * @param port of the gateway
     * @return what the client is told: the state of the error, empty for success
     */
    static String transfer(int port, int transfer) {
        try (Connection connection = GatewayProcess.connect(port)) {
            write(connection, transfer);
            connection.commit();
            return "";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}

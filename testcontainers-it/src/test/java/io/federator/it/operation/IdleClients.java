package io.federator.it.operation;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The clients of {@link IdleSessionsTest}, in a process of their own so that their memory is not counted: each connects, asks
 * once, and then does nothing until the standard input ends. Says how long connecting and asking took.
 *
 * <p>Arguments: URL, user, password, number of clients.
 */
public final class IdleClients {
    private IdleClients() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        int count = Integer.parseInt(arguments[3]);
        List<Connection> clients = new ArrayList<>();
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            Connection client = DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
            try (Statement statement = client.createStatement();
                    ResultSet row = statement.executeQuery("select name from items where id = " + (i + 1))) {
                row.next();
            }
            nanos[i] = System.nanoTime() - start;
            clients.add(client);
        }
        Arrays.sort(nanos);
        System.out.printf(
                "connect, log in and ask: p50 %.1f ms, p99 %.1f ms%n",
                nanos[count / 2] / 1e6, nanos[count * 99 / 100] / 1e6);
        while (System.in.read() >= 0) {
            // The test closes the stream when it has measured.
        }
        for (Connection client : clients) {
            client.close();
        }
    }
}

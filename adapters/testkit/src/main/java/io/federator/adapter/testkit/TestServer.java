package io.federator.adapter.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real database server on this machine for tests, with a user who may do everything and needs no password. */
public abstract class TestServer implements AutoCloseable {
    private final AtomicInteger databases = new AtomicInteger();

    /** The JDBC URL of a database on this server. */
    public abstract String url(String database);

    /** The database that is there from the beginning. */
    protected abstract String mainDatabase();

    public abstract String user();

    /** Where it listens on this machine. */
    public int port() {
        return URI.create(url("").substring("jdbc:".length())).getPort();
    }

    /** The server and all that it has started, the server itself first; empty when it does not run. */
    protected abstract List<ProcessHandle> processes();

    /** Ends the server process at once, as a power failure would. */
    public void kill() {
        List<ProcessHandle> running = processes();
        running.forEach(ProcessHandle::destroyForcibly);
        running.forEach(process -> process.onExit().join());
    }

    /** The server stands still, with its connections open, until {@link #thaw}. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", name));
        processes().forEach(process -> command.add(Long.toString(process.pid())));
        try {
            // It may fail for one of them that has just ended.
            int _ = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the killed server again on the same port and data. */
    public abstract void restart();

    /** A new database, empty; its name is returned. */
    public String createDatabase() {
        return createDatabase("");
    }

    /** @param options of CREATE DATABASE */
    public String createDatabase(String options) {
        String name = "test" + ProcessHandle.current().pid() + "_" + databases.incrementAndGet();
        execute(mainDatabase(), "DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name + " " + options);
        return name;
    }

    public void dropDatabase(String name) {
        execute(mainDatabase(), "DROP DATABASE IF EXISTS " + name);
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user(), "");
    }

    /** Runs statements, each in a transaction of its own. */
    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public abstract void close();

    /** A port that nobody uses at this moment. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What cannot be deleted is left to the system's temporary folder. */
    static void deleteRecursively(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("could not delete " + folder + ": " + e.getMessage());
        }
    }

    /** The servers whose command line contains {@code mark}. */
    static List<ProcessHandle> serversWith(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(mark))
                .filter(process -> process.info().command().orElse("").matches(".*(mysqld|mariadbd|postgres)"))
                .toList();
    }
}

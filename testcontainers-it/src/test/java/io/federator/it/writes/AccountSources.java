package io.federator.it.writes;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.MySqlServer;
import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.Gateway;
import io.federator.it.writes.Accounts.Piece;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** New databases for the pieces of {@link Accounts}: two in PostgreSQL, one in MariaDB, and one in MySQL where that can be had. */
final class AccountSources {
    private static final Set<String> POSTGRES = Set.of("pg", "pg2");

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final TestServer mariadb = EmbeddedMariaDb.shared();
    private final Optional<MySqlServer> mysql = MySqlServer.sharedIfPresent();
    private final Map<String, String> databases = new HashMap<>();

    AccountSources() {
        for (String name : Accounts.SOURCES) {
            databases.put(name, server(name).createDatabase());
        }
    }

    /** Without MySQL, MariaDB takes its place. */
    TestServer server(String source) {
        return switch (source) {
            case "pg", "pg2" -> postgres;
            case "my" -> mysql.<TestServer>map(server -> server).orElse(mariadb);
            default -> mariadb;
        };
    }

    String database(String source) {
        return databases.get(source);
    }

    void create(Accounts accounts) {
        for (Piece piece : accounts.pieces()) {
            server(piece.source())
                    .execute(database(piece.source()), piece.definition(!POSTGRES.contains(piece.source())));
        }
    }

    Gateway serve(Accounts accounts) {
        Map<String, String> urls = new HashMap<>();
        databases.forEach((name, database) ->
                urls.put(name.toUpperCase(Locale.ROOT) + "_URL", server(name).url(database)));
        return Gateway.serving(accounts.catalog(mysql.isPresent() ? "mysql" : "mariadb"), urls);
    }
}

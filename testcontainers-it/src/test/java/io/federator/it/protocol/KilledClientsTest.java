package io.federator.it.protocol;

import static io.federator.it.protocol.Settling.settles;
import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Clients that end, or are ended, in the middle of a result: nothing of theirs stays with the gateway or the source. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledClientsTest {
    private static final String OTHERS = "select pid from pg_stat_activity where pid <> pg_backend_pid()";

    private final EmbeddedPostgres source = EmbeddedPostgres.shared();
    private final String database = source.createDatabase();
    private Gateway gateway;

    @BeforeAll
    void start() {
        source.execute(
                database,
                "create table t (id int primary key, pad text)",
                "insert into t select g, repeat('x', 500) from generate_series(1, 50000) g");
        gateway = Gateway.serving("""
            version: 1
            gateway: {port: 5433, database: kills}
            sources:
              a: {type: postgresql, url: "${URL}", user: postgres, password: "", pool: {max-size: 4}}
            schemas:
              public:
                t: {key: [id], at: a/t}
            """, Map.of("URL", source.url(database)));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private Socket reading(String sql) throws IOException {
        Socket socket = new Socket("127.0.0.1", gateway.port());
        socket.getOutputStream()
                .write(Messages.joined(
                        Messages.startup(0, Map.of("user", "tester", "database", "kills")), Messages.of("Q " + sql)));
        return socket;
    }

    @Test
    void leaveNothing() throws IOException, SQLException {
        List<String> texts = List.of(
                "select * from t",
                "begin; declare c cursor for select * from t; fetch 10 from c; select * from t",
                "begin isolation level repeatable read; select * from t",
                "copy t to stdout",
                "select t.*, pg_sleep(0.0001) from t");
        for (int i = 0; i < Integer.getInteger("protocol.kills", 200); i++) {
            try (Socket socket = reading(texts.get(i % texts.size()))) {
                socket.getInputStream().readNBytes(i % 7 * 3_000);
                socket.setSoLinger(true, 0);
            }
        }
        try (Connection asking = gateway.connect();
                Connection atSource = source.connect(database)) {
            assertThat(settles(() -> Asking.column(asking, OTHERS).isEmpty())).isTrue();
            assertThat(settles(() -> Asking.column(
                                    atSource,
                                    "select 1 from pg_stat_activity where datname = current_database() and"
                                            + " pid <> pg_backend_pid() and state <> 'idle'")
                            .isEmpty()))
                    .isTrue();
            assertThat(Asking.column(asking, "select count(*) from t")).containsExactly("50000");
        }
    }

    @Test
    void canBeEndedWhileTheyDoNotRead() throws IOException, SQLException {
        try (Socket deaf = reading("select * from t");
                Connection asking = gateway.connect()) {
            // So much is sent unasked; then the session waits.
            assertThat(deaf.getInputStream().readNBytes(1_000)).hasSize(1_000);
            assertThat(Asking.column(
                            asking,
                            "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                                    + " where pid <> pg_backend_pid()"))
                    .containsExactly("t");
            assertThat(Asking.column(asking, OTHERS)).isEmpty();
        }
    }
}

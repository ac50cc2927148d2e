package io.federator.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.config.Secret;
import io.federator.config.Tls;
import io.federator.config.User;
import io.federator.gateway.server.TestServer.Options;
import io.federator.gateway.wire.Frontend;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encryption, who is let in, and what they begin with. */
final class SecurityTest {
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    /** Of the password {@code secret}, as PostgreSQL 18 has stored it. */
    private static final String VERIFIER =
            "SCRAM-SHA-256$4096:bi2yHRi4JlKIgMo/n+EoEQ==$rSXOCrkpjdAqhm1Tq6DXknq9A2Tk/8Em/GU1TXjrwDY=:M/9T8eTyccJcp8KAK0O5sPqeIuCH38dr4UloGYWdcTk=";

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void takesBothVersionsOfTls(String version) throws Exception {
        try (TestServer server = new TestServer(Options.PLAIN.withTls(tls("TLSv1.2", false)))) {
            try (RawClient client = encrypted(server.port(), version, null, false)) {
                assertThat(client.ask(start("me"))).startsWith("R 0").endsWith("K", "Z I");
            }
            try (RawClient client = direct(server.port(), version, "postgresql")) {
                assertThat(client.ask(start("me"))).startsWith("R 0").endsWith("K", "Z I");
            }
        }
    }

    @Test
    void directTlsNeedsTheProtocolsName() throws Exception {
        try (TestServer server = new TestServer(Options.PLAIN.withTls(tls("TLSv1.2", false)))) {
            try (RawClient client = direct(server.port(), "TLSv1.3", null)) {
                assertThat(client.ask(start("me"))).containsExactly("closed");
            }
            assertThatThrownBy(() -> direct(server.port(), "TLSv1.3", "http/1.1"))
                    .isInstanceOf(SSLException.class);
        }
        // Without a certificate TLS is no message.
        try (TestServer server = new TestServer()) {
            assertThatThrownBy(() -> direct(server.port(), "TLSv1.3", "postgresql"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void oldVersionsMayBeRefused() throws Exception {
        try (TestServer server = new TestServer(Options.PLAIN.withTls(tls("TLSv1.3", false)))) {
            assertThatThrownBy(() -> encrypted(server.port(), "TLSv1.2", null, false))
                    .isInstanceOf(SSLException.class);
            encrypted(server.port(), "TLSv1.3", null, false).close();
        }
    }

    @Test
    void passwordsAreBoundToTheChannel() throws Exception {
        Options users = Options.PLAIN
                .withPassword("clear", "secret")
                .withPassword("stored", VERIFIER)
                .withTls(tls("TLSv1.2", false));
        try (TestServer server = new TestServer(users)) {
            for (String user : new String[] {"clear", "stored"}) {
                for (String options : new String[] {
                    "sslmode=require&channelBinding=require",
                    "sslmode=require&channelBinding=disable",
                    "sslmode=require&sslNegotiation=direct&channelBinding=require",
                    "sslmode=disable&channelBinding=prefer"
                }) {
                    assertThat(shown(server, options, user, "secret", "session_authorization"))
                            .as(options)
                            .isEqualTo(user);
                }
                assertThatThrownBy(() -> shown(server, "sslmode=require", user, "wrong", "role"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            }
            // The verifier is no password.
            assertThatThrownBy(() -> shown(server, "sslmode=require", "stored", VERIFIER, "role"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void certificatesProveWhoTheClientIs() throws Exception {
        Options users = Options.PLAIN
                .with(
                        new User("certified", Optional.empty(), true, false, Map.of(), TestServer.NOWHERE),
                        new User("other", Optional.empty(), true, false, Map.of(), TestServer.NOWHERE),
                        new User("both", Optional.of(Secret.of("secret")), true, false, Map.of(), TestServer.NOWHERE),
                        new User("plain", Secret.of("secret"), TestServer.NOWHERE))
                .withTls(tls("TLSv1.2", true));
        try (TestServer server = new TestServer(users)) {
            assertThat(login(server, true, "certified")).startsWith("R 0").endsWith("K", "Z I");
            assertThat(login(server, false, "certified"))
                    .containsExactly("E FATAL 28000 connection requires a valid client certificate", "closed");
            assertThat(login(server, true, "other"))
                    .containsExactly("E FATAL 28000 certificate authentication failed for user \"other\"", "closed");
            assertThat(login(server, true, "both").getFirst()).startsWith("E FATAL 28000");
            assertThat(shown(server, "sslmode=require", "plain", "secret", "role"))
                    .isEqualTo("none");
            try (RawClient unencrypted = new RawClient(server.port())) {
                assertThat(unencrypted.ask(start("certified")))
                        .containsExactly("E FATAL 28000 connection requires a valid client certificate", "closed");
            }
        }
    }

    @Test
    void theLastPlacesAreForAdministrators() throws Exception {
        Options users = Options.PLAIN
                .withMaxConnections(3)
                .withReservedConnections(2)
                .with(
                        new User("me", Secret.of("secret"), TestServer.NOWHERE),
                        new User("boss", Optional.of(Secret.of("secret")), false, true, Map.of(), TestServer.NOWHERE));
        try (TestServer server = new TestServer(users);
                Connection first = DriverManager.getConnection(server.url(), "me", "secret")) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), "me", "secret"))
                    .hasMessageContaining("remaining connection slots are reserved");
            try (Connection _ = DriverManager.getConnection(server.url(), "boss", "secret");
                    Connection _ = DriverManager.getConnection(server.url(), "boss", "secret")) {
                assertThatThrownBy(() -> DriverManager.getConnection(server.url(), "boss", "secret"))
                        .hasMessageContaining("too many clients");
            }
            assertThat(first.isValid(5)).isTrue();
        }
    }

    @Test
    void settingsBeginAsTheCatalogSays() throws SQLException {
        User own = new User(
                "own",
                Optional.of(Secret.of("secret")),
                false,
                false,
                Map.of("timezone", "Asia/Tokyo", "app.color", "red"),
                TestServer.NOWHERE);
        Options users = Options.PLAIN
                .withSettings(Map.of("TimeZone", "Europe/Berlin", "statement_timeout", "5000"))
                .withPassword("me", "secret")
                .with(own);
        try (TestServer server = new TestServer(users)) {
            assertThat(shown(server, "", "me", "secret", "statement_timeout")).isEqualTo("5s");
            assertThat(shown(server, "", "own", "secret", "statement_timeout")).isEqualTo("5s");
            assertThat(shown(server, "", "own", "secret", "app.color")).isEqualTo("red");
            assertThat(shown(server, "options=-c%20statement_timeout=7s", "own", "secret", "statement_timeout"))
                    .isEqualTo("7s");
            try (Connection connection = DriverManager.getConnection(server.url(), "own", "secret");
                    Statement statement = connection.createStatement()) {
                // The driver asks for the zone of the JVM; what the catalog says is what a reset goes back to.
                statement.execute("set statement_timeout = 9");
                statement.execute("reset all");
                try (ResultSet rows = statement.executeQuery("show statement_timeout")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("5s");
                }
            }
        }
    }

    private static String shown(TestServer server, String options, String user, String password, String setting)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url() + "?" + options, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + setting)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static List<String> login(TestServer server, boolean certified, String user) throws Exception {
        try (RawClient client = encrypted(server.port(), "TLSv1.3", null, certified)) {
            return client.ask(start(user));
        }
    }

    private static byte[] start(String user) {
        return Frontend.startup(0, Map.of("user", user, "database", "test"));
    }

    private static RawClient direct(int port, String version, String protocol) throws Exception {
        return new RawClient(secured(new Socket("127.0.0.1", port), version, protocol, false));
    }

    private static RawClient encrypted(int port, String version, String protocol, boolean certified) throws Exception {
        Socket plain = new Socket("127.0.0.1", port);
        plain.getOutputStream().write(SSL_REQUEST);
        assertThat(plain.getInputStream().read()).isEqualTo('S');
        return new RawClient(secured(plain, version, protocol, certified));
    }

    private static SSLSocket secured(Socket plain, String version, String protocol, boolean certified)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(certified ? certificate() : null, new TrustManager[] {new Trusting()}, new SecureRandom());
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        if (protocol != null) {
            parameters.setApplicationProtocols(new String[] {protocol});
        }
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static KeyManager[] certificate() throws IOException, GeneralSecurityException {
        char[] password = "tests".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = SecurityTest.class.getResourceAsStream("client.p12")) {
            store.load(in, password);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static Tls tls(String minVersion, boolean clients) throws URISyntaxException {
        return new Tls(
                resource("certificate.pem"),
                resource("key.pem"),
                false,
                clients ? Optional.of(resource("client-authority.pem")) : Optional.empty(),
                minVersion,
                TestServer.NOWHERE);
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(SecurityTest.class.getResource(name)).toURI());
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

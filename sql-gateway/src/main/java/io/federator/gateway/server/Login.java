package io.federator.gateway.server;

import io.federator.config.User;
import io.federator.engine.session.Session;
import io.federator.engine.session.SessionIdentity;
import io.federator.engine.session.setting.SessionSettings;
import io.federator.engine.session.setting.SettingKind;
import io.federator.gateway.auth.ChannelBinding;
import io.federator.gateway.auth.MalformedScram;
import io.federator.gateway.auth.ScramExchange;
import io.federator.gateway.server.Inbox.Next;
import io.federator.gateway.server.Sessions.Admission;
import io.federator.gateway.server.Sessions.Ticket;
import io.federator.gateway.wire.BackendMessage;
import io.federator.gateway.wire.FrontendMessage;
import io.federator.gateway.wire.MalformedContent;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.Utf8;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the startup message to a session: version, a free place, who the client is, which database, its settings. */
final class Login {
    static final int LATEST_MINOR = 2;
    private static final int SHORT_KEY = 4;
    private static final int LONG_KEY = 32;

    private final ClientSocket socket;
    private final ServerContext server;
    private final ClientSession owner;
    private final SocketWriter writer;
    private @Nullable Ticket ticket;

    Login(ClientSocket socket, ServerContext server, ClientSession owner) {
        this.socket = socket;
        this.server = server;
        this.owner = owner;
        this.writer = socket.writer();
    }

    /** @throws RuntimeException what the client is to be told before it is disconnected */
    Session open(FrontendMessage.Startup startup) throws InterruptedException {
        int minor = negotiate(startup);
        Map<String, String> parameters = new LinkedHashMap<>(startup.parameters());
        parameters.keySet().removeIf(name -> name.startsWith("_pq_."));
        String user = parameters.getOrDefault("user", "");
        if (user.isEmpty()) {
            throw Fatal.of(
                    SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                    "no PostgreSQL user name specified in startup packet");
        }
        String given = parameters.getOrDefault("database", "");
        String database = given.isEmpty() ? user : given;
        boolean replication = isReplication(parameters.getOrDefault("replication", "false"));
        parameters.keySet().removeAll(List.of("user", "database", "replication"));

        requireEncryption();
        Ticket place = takePlace(minor >= LATEST_MINOR ? LONG_KEY : SHORT_KEY);
        authenticate(user);
        keepPlaces(user);
        socket.authenticated();
        writer.write(new BackendMessage.AuthenticationOk());
        if (replication) {
            throw Fatal.of(SqlState.FEATURE_NOT_SUPPORTED, "replication is not supported");
        }
        if (!database.equals(server.gateway().database())) {
            throw Fatal.of(SqlState.INVALID_CATALOG_NAME, "database \"" + database + "\" does not exist");
        }
        SessionIdentity identity = new SessionIdentity(
                place.processId(),
                user,
                administrator(user),
                database,
                socket.remoteHost() + ":" + socket.remotePort());
        SessionSettings settings = new SessionSettings(given(parameters, user), fixed(user));
        Session session = new Session(identity, server.services(), settings, new ConnectedClient(socket));
        settings.changedReports()
                .forEach((name, value) -> writer.write(new BackendMessage.ParameterStatus(name, value)));
        writer.write(new BackendMessage.BackendKeyData(place.processId(), place.secretKey()));
        return session;
    }

    private static boolean isReplication(String value) {
        try {
            return value.equals("database")
                    || SettingKind.flag().canonical("replication", value).equals("on");
        } catch (SqlException e) {
            throw new Fatal(new SqlException(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "invalid value for parameter \"replication\": \"" + value + "\"")
                    .withHint("Valid values are: \"false\", 0, \"true\", 1, \"database\"."));
        }
    }

    /** Without any users everybody is of the same machine, and may do everything. */
    private boolean administrator(String user) {
        Map<String, User> users = server.gateway().users();
        User known = users.get(user);
        return users.isEmpty() || (known != null && known.administrator());
    }

    /** Gives the place back. */
    void leave() {
        if (ticket != null) {
            server.sessions().leave(ticket);
        }
    }

    /** The minor version that both sides speak. */
    private int negotiate(FrontendMessage.Startup startup) {
        if (startup.major() != 3) {
            throw new Fatal(ClientSocket.unsupported(startup.major(), startup.minor()));
        }
        List<String> unknown = startup.parameters().keySet().stream()
                .filter(name -> name.startsWith("_pq_."))
                .toList();
        int minor = Math.min(startup.minor(), LATEST_MINOR);
        if (minor != startup.minor() || !unknown.isEmpty()) {
            writer.write(new BackendMessage.NegotiateProtocolVersion(3 << 16 | minor, unknown));
        }
        return minor;
    }

    private void requireEncryption() {
        boolean required = server.gateway().tls().isPresent()
                && server.gateway().tls().get().required();
        if (required && !socket.isEncrypted()) {
            throw Fatal.of(
                    SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                    "this server takes encrypted connections only (sslmode=require)");
        }
    }

    private Ticket takePlace(int keyBytes) {
        return switch (server.sessions().enter(owner, keyBytes)) {
            case Admission.Admitted(Ticket given) -> {
                ticket = given;
                yield given;
            }
            case Admission.TooMany a ->
                throw Fatal.of(SqlState.TOO_MANY_CONNECTIONS, "sorry, too many clients already");
            case Admission.ShuttingDown a ->
                throw Fatal.of(SqlState.CANNOT_CONNECT_NOW, "the database system is shutting down");
        };
    }

    /** The last places are for administrators, if there are any. */
    private void keepPlaces(String user) {
        boolean kept = server.gateway().users().values().stream().anyMatch(User::administrator);
        int free = server.gateway().maxConnections()
                - (kept && !administrator(user) ? server.gateway().reservedConnections() : 0);
        if (server.sessions().size() > free) {
            throw Fatal.of(
                    SqlState.TOO_MANY_CONNECTIONS,
                    "remaining connection slots are reserved for roles with privileges of the"
                            + " \"pg_use_reserved_connections\" role");
        }
    }

    private void authenticate(String user) throws InterruptedException {
        if (!server.authenticator().asksForPassword()) {
            if (!isLoopback(socket.remoteHost())) {
                throw Fatal.of(
                        SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                        "this server has no users: only clients on the same machine may connect");
            }
            return;
        }
        if (server.authenticator().needsCertificate(user)) {
            checkCertificate(user);
            if (server.authenticator().needsNoPassword(user)) {
                return;
            }
        }
        ChannelBinding binding = socket.isEncrypted()
                ? server.tls().map(TlsAcceptor::binding).orElse(ChannelBinding.NONE)
                : ChannelBinding.NONE;
        ScramExchange exchange = server.authenticator().begin(user, binding);
        writer.write(new BackendMessage.AuthenticationSasl(exchange.mechanisms()));
        try {
            String serverFirst = exchange.first(initialResponse(response(), exchange));
            writer.write(new BackendMessage.AuthenticationSaslContinue(serverFirst));
            byte[] last = response();
            String serverFinal = exchange.last(Utf8.decode(last, 0, last.length))
                    .orElseThrow(() -> Fatal.of(
                            SqlState.INVALID_PASSWORD, "password authentication failed for user \"" + user + "\""));
            writer.write(new BackendMessage.AuthenticationSaslFinal(serverFinal));
        } catch (MalformedScram e) {
            SqlState state =
                    e.isAboutBinding() ? SqlState.INVALID_AUTHORIZATION_SPECIFICATION : SqlState.PROTOCOL_VIOLATION;
            SqlException error = new SqlException(state, e.text());
            String detail = e.detail();
            throw new Fatal(detail == null ? error : error.withDetail(detail));
        } catch (MalformedContent e) {
            throw Fatal.of(SqlState.PROTOCOL_VIOLATION, "malformed SCRAM message");
        }
    }

    private void checkCertificate(String user) {
        String shown = socket.certifiedName()
                .orElseThrow(() -> Fatal.of(
                        SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                        "connection requires a valid client certificate"));
        if (!shown.equals(user)) {
            throw Fatal.of(
                    SqlState.INVALID_AUTHORIZATION_SPECIFICATION,
                    "certificate authentication failed for user \"" + user + "\"");
        }
    }

    private byte[] response() throws InterruptedException {
        writer.flush();
        return switch (socket.inbox().take(Duration.ZERO, false)) {
            case Next.Message(FrontendMessage.AuthenticationResponse m) -> m.payload();
            case Next.Broken n -> {
                if (n.violation().isSilent()) {
                    throw new ClientGone();
                }
                throw n.violation();
            }
            case Next.Shutdown n -> throw Fatal.of(SqlState.CANNOT_CONNECT_NOW, "the database system is shutting down");
            case Next.Message n -> throw new ClientGone();
            case Next.Closed n -> throw new ClientGone();
            case Next.Timeout n -> throw new ClientGone();
            case Next.Woken n -> response();
        };
    }

    /** SASLInitialResponse: string mechanism, int32 length, bytes. */
    private static String initialResponse(byte[] payload, ScramExchange exchange) {
        MessageReader in = new MessageReader(payload, 0, payload.length);
        if (!exchange.choose(in.string())) {
            throw Fatal.of(SqlState.PROTOCOL_VIOLATION, "client selected an invalid SASL authentication mechanism");
        }
        byte[] data = in.bytes(in.int32());
        in.end();
        return Utf8.decode(data, 0, data.length);
    }

    private static boolean isLoopback(String host) {
        try {
            return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The initial settings: the catalog file's, the user's, then the client's options, then its startup parameters. */
    private Map<String, String> given(Map<String, String> parameters, String user) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put(
                "statement_timeout",
                String.valueOf(server.limits().statementTimeout().toMillis()));
        given.put(
                "idle_in_transaction_session_timeout",
                String.valueOf(server.limits().idleInTransactionTimeout().toMillis()));
        given.putAll(server.gateway().settings());
        Optional.ofNullable(server.gateway().users().get(user)).ifPresent(known -> given.putAll(known.settings()));
        parameters.forEach((name, value) -> {
            if (name.equals("options")) {
                options(value).forEach(given::put);
            }
        });
        parameters.forEach((name, value) -> {
            if (!name.equals("options")) {
                given.put(name, value);
            }
        });
        return given;
    }

    private Map<String, String> fixed(String user) {
        return Map.of(
                "session_authorization",
                user,
                "max_connections",
                String.valueOf(server.gateway().maxConnections()),
                "port",
                String.valueOf(server.gateway().port()),
                "ssl",
                server.tls().isPresent() ? "on" : "off");
    }

    /** {@code -c name=value} and {@code --name=value}; a backslash takes the next character as it is. */
    static Map<String, String> options(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                inWord = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                inWord = true;
            } else if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String option = words.get(i);
            String assignment;
            if (option.equals("-c") && i + 1 < words.size()) {
                assignment = words.get(++i);
            } else if (option.startsWith("-c") || option.startsWith("--")) {
                assignment = option.substring(2);
            } else {
                throw Fatal.of(SqlState.SYNTAX_ERROR, "invalid command-line argument for server process: " + option);
            }
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                throw Fatal.of(SqlState.SYNTAX_ERROR, "-c " + assignment + " requires a value");
            }
            settings.put(assignment.substring(0, equals).replace('-', '_'), assignment.substring(equals + 1));
        }
        return settings;
    }
}

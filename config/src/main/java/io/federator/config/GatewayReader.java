package io.federator.config;

import io.federator.config.Options.GatewayKeys;
import io.federator.config.Options.TlsKeys;
import io.federator.config.Options.UserKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code gateway}. */
final class GatewayReader {
    private final Reading reading;

    GatewayReader(Reading reading) {
        this.reading = reading;
    }

    Gateway read(Fields gateway) {
        Optional<Integer> port = gateway.find(GatewayKeys.PORT_NUMBER);
        Optional<Integer> adminPort = gateway.find(GatewayKeys.ADMIN_PORT);
        if (adminPort.isPresent() && adminPort.equals(port) && adminPort.get() != 0) {
            reading.problem(gateway.valueLocation(GatewayKeys.ADMIN_PORT), "\"admin-port\" is the same as \"port\"");
        }
        String database = gateway.value(GatewayKeys.DATABASE);
        reading.isName(GatewayKeys.DATABASE.name(), database, gateway.valueLocation(GatewayKeys.DATABASE));
        int maxConnections = gateway.value(GatewayKeys.MAX_CONNECTIONS);
        Optional<Tls> tls = tls(gateway);
        return new Gateway(
                gateway.value(GatewayKeys.HOST),
                port.orElse(GatewayKeys.PORT_NUMBER.type().filler()),
                database,
                adminPort.map(OptionalInt::of).orElse(OptionalInt.empty()),
                tls,
                maxConnections,
                reserved(gateway, maxConnections),
                settings(gateway.node(GatewayKeys.SETTINGS)),
                users(gateway.node(GatewayKeys.USERS), tls),
                gateway.value(GatewayKeys.COLLATION),
                gateway.value(GatewayKeys.REFRESH_INTERVAL),
                gateway.location());
    }

    /** An empty {@code tls:} is a problem rather than no TLS. */
    private Optional<Tls> tls(Fields gateway) {
        return gateway.node(GatewayKeys.TLS)
                .flatMap(node -> reading.fields(TlsKeys.SECTION, "\"tls\"", gateway.keyLocation(GatewayKeys.TLS), node))
                .map(tls -> new Tls(
                        readable(tls, TlsKeys.CERTIFICATE),
                        readable(tls, TlsKeys.KEY),
                        tls.value(TlsKeys.REQUIRED),
                        tls.node(TlsKeys.CLIENT_AUTHORITY).map(written -> readable(tls, TlsKeys.CLIENT_AUTHORITY)),
                        tls.value(TlsKeys.MIN_VERSION),
                        tls.location()));
    }

    private Path readable(Fields tls, Option<Path> option) {
        Optional<Path> written = tls.find(option);
        Path file = reading.resolve(written.orElse(option.type().filler()));
        if (written.isPresent() && !Files.isRegularFile(file)) {
            reading.problem(tls.valueLocation(option), "\"" + option.name() + "\" names no file");
        } else if (written.isPresent() && !Files.isReadable(file)) {
            reading.problem(tls.valueLocation(option), "\"" + option.name() + "\" names a file that cannot be read");
        }
        return file;
    }

    /** At least one connection is for everybody; the default gives way. */
    private int reserved(Fields gateway, int maxConnections) {
        int reserved = gateway.value(GatewayKeys.RESERVED_CONNECTIONS);
        if (gateway.has(GatewayKeys.RESERVED_CONNECTIONS) && reserved >= maxConnections) {
            reading.problem(
                    gateway.valueLocation(GatewayKeys.RESERVED_CONNECTIONS),
                    "\"reserved-connections\" must be less than \"max-connections\"");
        }
        return Math.max(0, Math.min(reserved, maxConnections - 1));
    }

    private Map<String, String> settings(Optional<YamlNode> node) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (YamlNode.Entry entry : reading.named(GatewayKeys.SETTINGS.name(), node)) {
            reading.value(Option.required(entry.key().text(), ValueType.SETTING, ""), entry.value())
                    .ifPresent(text -> settings.put(entry.key().text(), text));
        }
        return settings;
    }

    private Map<String, User> users(Optional<YamlNode> node, Optional<Tls> tls) {
        Map<String, User> users = new LinkedHashMap<>();
        for (YamlNode.Entry entry : reading.named(GatewayKeys.USERS.name(), node)) {
            String name = entry.key().text();
            SourceLocation location = entry.key().location();
            String owner = entry.value().isNull() ? "a user" : "user " + Shown.name(name);
            reading.fields(UserKeys.SECTION, owner, location, entry.value())
                    .ifPresent(user -> users.put(name, user(name, user, location, tls)));
        }
        return users;
    }

    private User user(String name, Fields user, SourceLocation location, Optional<Tls> tls) {
        boolean certificate = user.value(UserKeys.CERTIFICATE);
        if (!certificate) {
            user.requiredNode(UserKeys.PASSWORD);
        } else if (tls.flatMap(Tls::clientAuthority).isEmpty()) {
            reading.problem(
                    user.valueLocation(UserKeys.CERTIFICATE), "\"certificate\" needs \"client-authority\" in \"tls\"");
        }
        return new User(
                name,
                user.find(UserKeys.PASSWORD),
                certificate,
                user.value(UserKeys.ADMINISTRATOR),
                settings(user.node(UserKeys.SETTINGS)),
                location);
    }
}

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
        return new Gateway(
                gateway.value(GatewayKeys.HOST),
                port.orElse(GatewayKeys.PORT_NUMBER.type().filler()),
                database,
                adminPort.map(OptionalInt::of).orElse(OptionalInt.empty()),
                tls(gateway),
                gateway.value(GatewayKeys.MAX_CONNECTIONS),
                users(gateway.node(GatewayKeys.USERS)),
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

    private Map<String, User> users(Optional<YamlNode> node) {
        Map<String, User> users = new LinkedHashMap<>();
        for (YamlNode.Entry entry : reading.named(GatewayKeys.USERS.name(), node)) {
            String name = entry.key().text();
            SourceLocation location = entry.key().location();
            String owner = entry.value().isNull() ? "a user" : "user " + Shown.name(name);
            reading.fields(UserKeys.SECTION, owner, location, entry.value())
                    .flatMap(user -> user.find(UserKeys.PASSWORD))
                    .ifPresent(password -> users.put(name, new User(name, password, location)));
        }
        return users;
    }
}

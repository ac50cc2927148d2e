package io.federator.config;

import io.federator.config.Options.Catalog;
import io.federator.config.Options.GatewayKeys;
import io.federator.config.Options.LimitKeys;
import io.federator.config.Options.ResidualKeys;
import io.federator.config.Options.TransactionKeys;
import java.util.Map;
import java.util.OptionalInt;

/** Reads a whole catalog, top-down. The result counts only if no problem was reported. */
final class ConfigReader {
    private final Reading reading;

    ConfigReader(Reading reading) {
        this.reading = reading;
    }

    FederatorConfig read(Fields catalog) {
        int version = catalog.value(Catalog.VERSION);
        Gateway gateway = new GatewayReader(reading).read(catalog.sub(Catalog.GATEWAY, GatewayKeys.SECTION));
        Map<String, SourceConfig> sources = new SourceReader(reading).read(catalog.requiredNode(Catalog.SOURCES));
        return new FederatorConfig(
                version,
                gateway,
                sources,
                transactions(catalog.sub(Catalog.TRANSACTIONS, TransactionKeys.SECTION)),
                residual(catalog.sub(Catalog.RESIDUAL, ResidualKeys.SECTION)),
                limits(catalog.sub(Catalog.LIMITS, LimitKeys.SECTION)),
                new SchemaReader(reading, catalog.node(Catalog.SOURCES)).read(catalog.requiredNode(Catalog.SCHEMAS)));
    }

    private Transactions transactions(Fields transactions) {
        return new Transactions(
                reading.resolve(transactions.value(TransactionKeys.LOG)),
                transactions.value(TransactionKeys.TIMEOUT),
                transactions.value(TransactionKeys.TAKEOVER),
                transactions.location());
    }

    private Residual residual(Fields residual) {
        return new Residual(
                residual.value(ResidualKeys.ENGINE),
                residual.value(ResidualKeys.MEMORY_LIMIT),
                residual.find(ResidualKeys.THREADS).map(OptionalInt::of).orElse(OptionalInt.empty()),
                residual.find(ResidualKeys.SPILL_DIRECTORY).map(reading::resolve),
                residual.location());
    }

    private static Limits limits(Fields limits) {
        return new Limits(
                Math.toIntExact(limits.value(LimitKeys.MAX_MESSAGE_SIZE)),
                limits.value(LimitKeys.STATEMENT_TIMEOUT),
                limits.value(LimitKeys.IDLE_IN_TRANSACTION_TIMEOUT),
                limits.value(LimitKeys.AUTHENTICATION_TIMEOUT),
                limits.value(LimitKeys.SHUTDOWN_TIMEOUT),
                limits.location());
    }
}

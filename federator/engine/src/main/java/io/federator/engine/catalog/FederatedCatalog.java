package io.federator.engine.catalog;

import io.federator.config.FederatorConfig;
import io.federator.config.TableConfig;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.Source;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logical schema of a catalog file. A table is described from its sources when a query first names it, and then kept, so that
 * the gateway starts and serves the rest while a source is down, and learns of the missing tables when it is back. Safe for any
 * thread.
 */
public final class FederatedCatalog implements LogicalCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(FederatedCatalog.class);

    /** PostgreSQL gives objects of users identifiers from here on. */
    private static final int FIRST_OID = 16_384;

    private final FederatorConfig config;
    private final TableAssembly assembly;
    private final SystemSchemas system;
    private final Map<TableConfig, Integer> oids = new HashMap<>();
    private final Map<TableConfig, FederatedTable> described = new ConcurrentHashMap<>();
    /** Tables that are served without some of their copies, as these could not be asked. */
    private final Set<TableConfig> incomplete = ConcurrentHashMap.newKeySet();

    private final AtomicLong version = new AtomicLong(1);
    private final ReentrantLock refreshing = new ReentrantLock();

    /**
     * @param types reads the type names of {@code define}
     * @param system makes the built-in schemas, which describe this catalog
     */
    public FederatedCatalog(
            FederatorConfig config,
            Map<String, Source> sources,
            Function<String, SqlType> types,
            Function<LogicalCatalog, SystemSchemas> system) {
        this.config = config;
        this.assembly = new TableAssembly(sources, types);
        int oid = FIRST_OID;
        for (TableConfig table : config.tables()) {
            oids.put(table, oid++);
        }
        this.system = system.apply(this);
    }

    /** A catalog file is read once; what changes is what the sources say of their tables. */
    @Override
    public long version() {
        return version.get();
    }

    @Override
    public List<String> schemas() {
        List<String> schemas = new ArrayList<>(system.schemas());
        config.schemas().keySet().stream().filter(s -> !schemas.contains(s)).forEach(schemas::add);
        return schemas;
    }

    @Override
    public List<String> tables(String schema) {
        Map<String, TableConfig> tables = config.schemas().get(schema);
        return tables == null ? system.tables(schema) : List.copyOf(tables.keySet());
    }

    @Override
    public Optional<CatalogTable> table(String schema, String name) {
        Map<String, TableConfig> tables = config.schemas().get(schema);
        if (tables == null) {
            return system.table(schema, name).map(CatalogTable.class::cast);
        }
        return Optional.ofNullable(tables.get(name)).map(this::describe);
    }

    @Override
    public OptionalInt oid(String schema, String name) {
        Map<String, TableConfig> tables = config.schemas().get(schema);
        if (tables == null) {
            return LogicalCatalog.super.oid(schema, name);
        }
        TableConfig table = tables.get(name);
        Integer oid = table == null ? null : oids.get(table);
        return oid == null ? OptionalInt.empty() : OptionalInt.of(oid);
    }

    /** Describes a table, now if it has not been yet. */
    public FederatedTable describe(TableConfig table) {
        // Not computeIfAbsent: describing blocks on the network, and two threads that do it at once do no harm.
        FederatedTable known = described.get(table);
        if (known != null) {
            return known;
        }
        Integer oid = oids.get(table);
        if (oid == null) {
            throw new SqlException(SqlState.UNDEFINED_TABLE, "relation \"" + table.name() + "\" does not exist");
        }
        TableAssembly.Assembled fresh = assembly.assemble(table, oid);
        if (!fresh.complete()) {
            incomplete.add(table);
            return fresh.table();
        }
        described.put(table, fresh.table());
        if (incomplete.remove(table)) {
            version.incrementAndGet();
        }
        return fresh.table();
    }

    @Override
    public void refresh(String source) {
        refresh(table -> Placements.copies(table.placement()).stream()
                .anyMatch(copy -> copy.source().equals(source)));
    }

    /**
     * Reads anew what is known of all tables that have been named so far; blocks on the sources.
     *
     * @return the tables that have changed, as {@code schema.table}
     */
    public List<String> refresh() {
        return refresh(table -> true);
    }

    private List<String> refresh(Predicate<FederatedTable> which) {
        refreshing.lock();
        try {
            List<String> changed = new ArrayList<>();
            described.forEach((config, known) -> {
                if (which.test(known) && refresh(config, known)) {
                    changed.add(config.schema() + "." + config.name());
                }
            });
            // Describing them again makes the version grow as soon as a table is whole.
            Set.copyOf(incomplete).forEach(this::retry);
            if (!changed.isEmpty()) {
                version.incrementAndGet();
                LOG.info("event=tables-changed tables={}", changed);
            }
            return changed;
        } finally {
            refreshing.unlock();
        }
    }

    private void retry(TableConfig table) {
        try {
            describe(table);
        } catch (SqlException e) {
            LOG.debug("event=table-still-incomplete table={}.{}", table.schema(), table.name(), e);
        }
    }

    /** Whether the table is another than it was. One that no longer fits its sources is described again when it is next named. */
    private boolean refresh(TableConfig config, FederatedTable known) {
        try {
            TableAssembly.Assembled fresh = assembly.assemble(config, known.oid());
            if (!fresh.complete() || !TableChange.between(known, fresh.table())) {
                return false;
            }
            described.put(config, fresh.table());
        } catch (SqlException e) {
            boolean unreachable =
                    e.state() == SqlState.CONNECTION_FAILURE || e.state() == SqlState.TOO_MANY_CONNECTIONS;
            if (unreachable) {
                return false;
            }
            described.remove(config);
        }
        return true;
    }
}

package io.federator.engine.system;

import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.catalog.SystemSchemas;
import io.federator.engine.catalog.SystemTable;
import io.federator.engine.context.SystemNames;
import io.federator.engine.statistics.EngineStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The schemas pg_catalog, information_schema and federator. Every table and view of PostgreSQL 18 is there; those that tell of
 * things that Federator does not have are empty. Rows are made when a query reads a table and kept while the catalog stays as
 * it is. Safe for any thread.
 */
public final class SystemCatalog implements SystemSchemas {
    /** How long a look at the catalog serves: one question of a client usually is several queries over several tables each. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final LogicalCatalog catalog;
    private final Shapes shapes;
    private final RowSources sources;
    private final Listing listing;
    private final LongSupplier nanoTime;
    private final SystemNames names;
    private final Map<String, Map<String, SystemTable>> tables = new LinkedHashMap<>();
    private volatile @Nullable Look look;

    private SystemCatalog(
            LogicalCatalog catalog, SystemFacts facts, Supplier<EngineStatistics> work, LongSupplier nanoTime) {
        this.catalog = catalog;
        this.nanoTime = nanoTime;
        this.listing = new Listing(catalog, nanoTime);
        SystemTypes types = new SystemTypes(ResourceTable.require("pg_type"));
        this.shapes = new Shapes(types);
        this.sources = new RowSources(shapes, new StaticTables(types, facts.owner()));
        declare(facts, work, types);
        shapes.all()
                .forEach((schema, all) ->
                        all.forEach((name, shape) -> tables.computeIfAbsent(schema, s -> new LinkedHashMap<>())
                                .put(
                                        name,
                                        new SystemTable(
                                                schema,
                                                name,
                                                shape.relation().oid(),
                                                shape.columns(),
                                                session -> sources.rows(shape, snapshot(), session)))));
        this.names = new CatalogNames(this::snapshot, sources, facts);
    }

    /**
     * Does not touch the catalog yet, which may still be being built.
     *
     * @param catalog what the tables describe
     * @param work what the engine counts; not asked before a query is
     */
    public static SystemCatalog of(LogicalCatalog catalog, SystemFacts facts, Supplier<EngineStatistics> work) {
        return new SystemCatalog(catalog, facts, work, System::nanoTime);
    }

    /** With a clock of one's own. */
    static SystemCatalog of(LogicalCatalog catalog, SystemFacts facts, LongSupplier nanoTime) {
        return new SystemCatalog(catalog, facts, () -> EngineStatistics.NONE, nanoTime);
    }

    private void declare(SystemFacts facts, Supplier<EngineStatistics> work, SystemTypes types) {
        String owner = facts.owner();
        String database = facts.database();
        RelationTables.declare(sources, owner);
        DependencyTables.declare(sources);
        TypeTables.declare(sources, owner);
        ObjectViews.declare(sources, owner);
        ServerTables.declare(sources, facts);
        RoleTables.declare(sources, facts);
        SettingTables.declare(sources);
        TypeInformation information = new TypeInformation(types, database, CatalogNames.collations(sources));
        InformationTables.declare(sources, information, database, owner);
        InformationConstraints.declare(sources, database);
        InformationTypes.declare(sources, information, database);
        InformationRoutines.declare(sources, information, database);
        InformationUsage.declare(sources, database, owner);
        FederatorTables.declare(sources, facts);
        WorkTables.declare(sources, facts, work);
    }

    /** The names of all schemas and relations at this moment, for the object identifier types and catalog functions. */
    public SystemNames names() {
        return names;
    }

    @Override
    public List<String> schemas() {
        return List.copyOf(tables.keySet());
    }

    @Override
    public List<String> tables(String schema) {
        return List.copyOf(tables.getOrDefault(schema, Map.of()).keySet());
    }

    @Override
    public Optional<SystemTable> table(String schema, String name) {
        return Optional.ofNullable(tables.getOrDefault(schema, Map.of()).get(name));
    }

    private record Look(
            long takenAt, long version, List<String> schemas, List<Listing.Entry> entries, Snapshot snapshot) {}

    private Snapshot snapshot() {
        Look known = look;
        long now = nanoTime.getAsLong();
        if (known != null && known.version == catalog.version() && now - known.takenAt < FRESH) {
            return known.snapshot;
        }
        long version = catalog.version();
        List<String> schemas = catalog.schemas();
        List<String> ours = schemas.stream().filter(s -> !tables.containsKey(s)).toList();
        List<Listing.Entry> entries = listing.now(ours);
        Snapshot snapshot = known != null && isSame(known, version, schemas, entries)
                ? known.snapshot
                : new Snapshot(oids(schemas), shapes.relations(), UserRelations.of(entries, shapes.types()));
        look = new Look(nanoTime.getAsLong(), version, schemas, entries, snapshot);
        return snapshot;
    }

    /** Compares descriptions by identity: a table described anew is another. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Look known, long version, List<String> schemas, List<Listing.Entry> entries) {
        if (known.version != version || !known.schemas.equals(schemas) || known.entries.size() != entries.size()) {
            return false;
        }
        for (int i = 0; i < entries.size(); i++) {
            Listing.Entry before = known.entries.get(i);
            Listing.Entry after = entries.get(i);
            if (before.oid() != after.oid()
                    || !before.name().equals(after.name())
                    || before.description().orElse(null) != after.description().orElse(null)) {
                return false;
            }
        }
        return true;
    }

    private Map<String, Integer> oids(List<String> schemas) {
        Map<String, Integer> oids = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(tables.keySet());
        schemas.stream().filter(s -> !all.contains(s)).forEach(all::add);
        Map<String, Integer> known = new HashMap<>(Map.of(
                Shapes.PG_CATALOG,
                Oids.PG_CATALOG_SCHEMA,
                Shapes.INFORMATION_SCHEMA,
                Oids.INFORMATION_SCHEMA,
                Shapes.FEDERATOR,
                Shapes.FEDERATOR_OID,
                "public",
                Oids.PUBLIC_SCHEMA));
        for (int i = 0; i < all.size(); i++) {
            Integer fixed = known.get(all.get(i));
            oids.put(all.get(i), fixed == null ? Oids.schema(i) : fixed);
        }
        return oids;
    }
}

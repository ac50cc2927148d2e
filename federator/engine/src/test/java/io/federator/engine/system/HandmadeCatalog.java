package io.federator.engine.system;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.FederatedTable.Reference;
import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.catalog.Placement;
import io.federator.engine.catalog.SystemSchemas;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Two schemas with four tables, any of which can be taken down. */
final class HandmadeCatalog implements LogicalCatalog {
    private final Map<String, Map<String, FederatedTable>> schemas = new LinkedHashMap<>();
    final Set<String> down = ConcurrentHashMap.newKeySet();
    private int nextOid = Relation.FIRST_USER_OID;
    private @Nullable SystemSchemas system;

    HandmadeCatalog() {
        add(
                "public",
                "customer",
                List.of(
                        column("c_custkey", SqlType.INT8, true),
                        column("email", SqlType.varchar(40), true),
                        column("nation_code", SqlType.bpchar(3), false),
                        column("bal", SqlType.numeric(12, 2), true),
                        column("note", SqlType.TEXT, false),
                        column("t", SqlType.TIMESTAMPTZ, false),
                        column("tags", SqlType.array(SqlType.TEXT), false),
                        column("j", SqlType.JSONB, false)),
                List.of("c_custkey"),
                List.of(List.of("email"), List.of("nation_code", "note")),
                List.of(),
                1500);
        add(
                "public",
                "orders",
                List.of(
                        column("id", SqlType.INT4, true),
                        column("line", SqlType.INT4, true),
                        column("cust", SqlType.INT8, true),
                        column("d", SqlType.DATE, false)),
                List.of("id", "line"),
                List.of(),
                List.of(new Reference(List.of("cust"), "public", "customer", List.of("c_custkey"))),
                -1);
        add(
                "shop",
                "item",
                List.of(column("id", SqlType.UUID, false), column("Weird Col", SqlType.TEXT, false)),
                List.of(),
                List.of(),
                List.of(),
                0);
        add(
                "shop",
                "nokey",
                List.of(
                        column("a", SqlType.INT2, false),
                        column("b", SqlType.BOOL, false),
                        column("f", SqlType.FLOAT4, false),
                        column("g", SqlType.FLOAT8, false),
                        column("iv", SqlType.INTERVAL, false),
                        column("ts", SqlType.of(TypeKind.TIMESTAMP, 3), false),
                        column("bb", SqlType.BYTEA, false),
                        column("bt", SqlType.of(TypeKind.BIT, 5), false),
                        column("vb", SqlType.of(TypeKind.VARBIT), false),
                        column("tz", SqlType.TIMETZ, false),
                        column("n", SqlType.NUMERIC, false)),
                List.of(),
                List.of(),
                List.of(),
                -1);
    }

    private static CatalogColumn column(String name, SqlType type, boolean notNull) {
        return new CatalogColumn(name, type, notNull);
    }

    private void add(
            String schema,
            String name,
            List<CatalogColumn> columns,
            List<String> key,
            List<List<String>> unique,
            List<Reference> references,
            double rows) {
        TableName place = new TableName(Optional.empty(), name);
        Placement placement = new Placement.Copies(List.of(new Placement.Copy(
                "main",
                new TableDescription(place, List.of(), List.of(), List.of(), List.of(), Optional.empty(), false),
                new TableStatistics(rows, Map.of()),
                Map.of())));
        boolean commented = name.equals("customer");
        schemas.computeIfAbsent(schema, s -> new LinkedHashMap<>())
                .put(
                        name,
                        new FederatedTable(
                                schema,
                                name,
                                nextOid++,
                                columns,
                                key,
                                unique,
                                references,
                                placement,
                                commented ? Optional.of("the customers") : Optional.empty(),
                                commented ? Map.of("email", "mail") : Map.of()));
    }

    /** Makes the built-in schemas part of the catalog. */
    void add(SystemSchemas schemasOfSystem) {
        system = schemasOfSystem;
    }

    @Override
    public long version() {
        return 1;
    }

    @Override
    public List<String> schemas() {
        List<String> all = new ArrayList<>(List.of("pg_catalog", "information_schema", "federator"));
        all.addAll(schemas.keySet());
        return all;
    }

    @Override
    public Optional<CatalogTable> table(String schema, String name) {
        if (system != null && system.schemas().contains(schema)) {
            return system.table(schema, name).map(CatalogTable.class::cast);
        }
        if (down.contains(name)) {
            throw new SqlException(SqlState.CONNECTION_FAILURE, "source \"main\" cannot be reached");
        }
        return Optional.ofNullable(schemas.getOrDefault(schema, Map.of()).get(name));
    }

    @Override
    public List<String> tables(String schema) {
        return List.copyOf(schemas.getOrDefault(schema, Map.of()).keySet());
    }

    @Override
    public OptionalInt oid(String schema, String name) {
        FederatedTable table = schemas.getOrDefault(schema, Map.of()).get(name);
        return table == null ? OptionalInt.empty() : OptionalInt.of(table.oid());
    }
}

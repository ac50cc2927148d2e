package io.federator.engine.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.SystemTable;
import io.federator.engine.context.SystemNames.QualifiedName;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.Inet;
import io.federator.spi.value.Interval;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SystemCatalogTest {
    private static final int CUSTOMER = 16_384;
    private static final int ORDERS = 16_385;

    private final HandmadeCatalog logical = new HandmadeCatalog();
    private final AtomicLong clock = new AtomicLong();
    private final SystemCatalog catalog = SystemCatalog.of(logical, new Facts(), clock::get);
    private final HandmadeSession session =
            new HandmadeSession(catalog.names(), Map.of("statement_timeout", "5s", "TimeZone", "UTC"));

    private record Facts() implements SystemFacts {
        @Override
        public String database() {
            return "postgres";
        }

        @Override
        public String owner() {
            return "postgres";
        }

        @Override
        public List<Role> roles() {
            return List.of(new Role("ann", false));
        }
    }

    @Test
    void hasEveryTableAndViewOfPostgresql18() {
        assertThat(catalog.schemas()).containsExactly("pg_catalog", "information_schema", "federator");
        assertThat(catalog.tables("pg_catalog")).hasSize(64 + 80);
        assertThat(catalog.tables("information_schema")).hasSize(4 + 65);
        assertThat(table("pg_catalog.pg_class").oid()).isEqualTo(1259);
        assertThat(table("pg_catalog.pg_type").oid()).isEqualTo(1247);
        assertThat(table("pg_catalog.pg_class").columns())
                .hasSize(34)
                .contains(
                        new CatalogColumn("oid", SqlType.OID, true), new CatalogColumn("relname", SqlType.NAME, true));
        // A domain is told to clients as its base type.
        assertThat(table("information_schema.columns").columns())
                .contains(
                        new CatalogColumn("column_name", SqlType.NAME, false),
                        new CatalogColumn("is_nullable", SqlType.varchar(3), false),
                        new CatalogColumn("ordinal_position", SqlType.INT4, false));
    }

    @Test
    void everyValueIsOfTheClassOfItsColumn() {
        for (String schema : catalog.schemas()) {
            for (String name : catalog.tables(schema)) {
                SystemTable table = table(schema + "." + name);
                for (@Nullable Object[] row : table.rows().apply(session)) {
                    assertThat(row).as(name).hasSize(table.columns().size());
                    for (int i = 0; i < row.length; i++) {
                        CatalogColumn column = table.columns().get(i);
                        Object value = row[i];
                        if (value == null) {
                            assertThat(column.notNull())
                                    .as("%s.%s is not null", name, column.name())
                                    .isFalse();
                        } else {
                            assertThat(value.getClass())
                                    .as("%s.%s", name, column.name())
                                    .isEqualTo(javaClass(column.type()));
                        }
                    }
                }
            }
        }
    }

    private static Class<?> javaClass(SqlType type) {
        return switch (type.kind()) {
            case BOOL -> Boolean.class;
            case INT2, INT4 -> Integer.class;
            case INT8, TIMESTAMPTZ, XID -> Long.class;
            case FLOAT4 -> Float.class;
            case FLOAT8 -> Double.class;
            case INET -> Inet.class;
            case INTERVAL -> Interval.class;
            case ARRAY, INT2VECTOR, OIDVECTOR -> ArrayValue.class;
            default -> type.kind().isOid() ? Long.class : String.class;
        };
    }

    /** The resource is what a real server answers for the schema of {@link HandmadeCatalog}. */
    @Test
    void answersAsPostgresqlWithTheSameTables() throws IOException {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : resource("postgresql-18.tsv").split("\n", -1)) {
            if (line.startsWith("@ ")) {
                lines = expected.computeIfAbsent(line.substring(2), t -> new ArrayList<>());
            } else if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        assertThat(expected).hasSize(9);
        expected.forEach((name, rows) -> {
            int schema = schemaColumn(table(name));
            List<String> ours = table(name).rows().apply(session).stream()
                    .filter(row -> Set.of("public", "shop").contains(String.valueOf(row[schema])))
                    .map(SystemCatalogTest::line)
                    .toList();
            assertThat(ours).as(name).containsExactlyInAnyOrderElementsOf(rows);
        });
    }

    private static int schemaColumn(SystemTable table) {
        for (String name : List.of("table_schema", "object_schema", "constraint_schema", "schemaname")) {
            if (table.column(name).isPresent()) {
                return table.column(name).getAsInt();
            }
        }
        throw new AssertionError(table.name());
    }

    private static String line(@Nullable Object[] row) {
        List<String> fields = new ArrayList<>();
        for (Object value : row) {
            fields.add(value == null ? "\\N" : value.toString());
        }
        return String.join("\t", fields);
    }

    @Test
    void listsTablesWithTheirKeys() {
        Map<String, Object> customer = one("pg_catalog.pg_class", "oid", (long) CUSTOMER);
        assertThat(customer)
                .containsEntry("relname", "customer")
                .containsEntry("relnamespace", 2200L)
                .containsEntry("relkind", "r")
                .containsEntry("relnatts", 8)
                .containsEntry("reltuples", 1500f)
                .containsEntry("relhasindex", true)
                .containsEntry("relhastriggers", true);
        Map<String, Object> type = one("pg_catalog.pg_type", "typrelid", (long) CUSTOMER);
        assertThat(type).containsEntry("oid", customer.get("reltype")).containsEntry("typname", "customer");
        assertThat(one("pg_catalog.pg_type", "typelem", Objects.requireNonNull(type.get("oid"))))
                .containsEntry("typname", "_customer")
                .containsEntry("oid", type.get("typarray"));

        Map<String, Object> reference = one("pg_catalog.pg_constraint", "conname", "orders_cust_fkey");
        Map<String, Object> key = one("pg_catalog.pg_constraint", "conname", "customer_pkey");
        assertThat(reference)
                .containsEntry("conrelid", (long) ORDERS)
                .containsEntry("confrelid", (long) CUSTOMER)
                .containsEntry("conindid", key.get("conindid"))
                .containsEntry("conenforced", false)
                .containsEntry("confkey", ArrayValue.of(SqlType.INT2, List.of(1)));
        assertThat(one("pg_catalog.pg_index", "indexrelid", Objects.requireNonNull(key.get("conindid"))))
                .containsEntry("indisprimary", true)
                .containsEntry("indclass", new ArrayValue(SqlType.OID, List.of(1), List.of(0), List.of(3124L)));
    }

    @Test
    void objectIdentifiersAreUnique() {
        for (String name : List.of("pg_class", "pg_type", "pg_constraint", "pg_namespace", "pg_proc")) {
            SystemTable table = table("pg_catalog." + name);
            Set<Object> seen = new HashSet<>();
            for (@Nullable Object[] row : table.rows().apply(session)) {
                assertThat(seen.add(Objects.requireNonNull(row[0])))
                        .as("%s %s", name, row[0])
                        .isTrue();
            }
        }
    }

    @Test
    void namesAndTextsAreFoundByOid() {
        var names = catalog.names();
        assertThat(names.relation(List.of("customer"), List.of("pg_catalog", "public")))
                .hasValue(CUSTOMER);
        assertThat(names.relation(List.of("customer"), List.of("shop"))).isEmpty();
        assertThat(names.relation(List.of("shop", "item"), List.of())).hasValue(16_386);
        assertThat(names.relation(List.of("postgres", "shop", "item"), List.of()))
                .hasValue(16_386);
        assertThatThrownBy(() -> names.relation(List.of("elsewhere", "shop", "item"), List.of()))
                .hasMessage("cross-database references are not implemented: \"elsewhere.shop.item\"");
        assertThat(names.relation(List.of("pg_class_oid_index"), List.of("pg_catalog")))
                .hasValue(2662);
        assertThat(names.relationName(1259)).contains(new QualifiedName("pg_catalog", "pg_class"));
        assertThat(names.namespace("public")).hasValue(2200);
        assertThat(names.namespaceName(11)).contains("pg_catalog");
        assertThat(names.roleName(10)).contains("postgres");
        assertThat(names.roleName(names.role("ann").orElseThrow())).contains("ann");
        assertThat(names.role("bob")).isEmpty();
        assertThat(names.collationName(950)).contains(new QualifiedName("pg_catalog", "C"));
        assertThat(names.comment(0, CUSTOMER, 0)).contains("the customers");
        assertThat(names.comment(0, CUSTOMER, 2)).contains("mail");
        assertThat(definition("pg_catalog.pg_constraint", "conname", "orders_cust_fkey", "oid"))
                .contains("FOREIGN KEY (cust) REFERENCES public.customer(c_custkey) NOT ENFORCED");
        assertThat(definition("pg_catalog.pg_constraint", "conname", "orders_pkey", "oid"))
                .contains("PRIMARY KEY (id, line)");
        assertThat(definition("pg_catalog.pg_constraint", "conname", "customer_email_not_null", "oid"))
                .contains("NOT NULL email");
        assertThat(definition("pg_catalog.pg_class", "relname", "pg_class_relname_nsp_index", "oid"))
                .contains("CREATE UNIQUE INDEX pg_class_relname_nsp_index ON pg_catalog.pg_class"
                        + " USING btree (relname, relnamespace)");
    }

    private Optional<String> definition(String table, String column, Object value, String oid) {
        return catalog.names()
                .definition(
                        (Long) Objects.requireNonNull(one(table, column, value).get(oid)))
                .map(found -> found.before()
                        + catalog.names()
                                .relationName(found.relation())
                                .map(name -> name.schema() + "." + name.name())
                                .orElse("")
                        + found.after());
    }

    @Test
    void aTableWhoseSourceIsDownIsListedWithoutColumnsAndComesBack() {
        logical.down.add("customer");
        assertThat(one("pg_catalog.pg_class", "oid", (long) CUSTOMER)).containsEntry("relnatts", 0);
        assertThat(attributes(CUSTOMER)).isEmpty();
        assertThat(attributes(ORDERS)).containsExactly("id", "line", "cust", "d");
        // A reference to a table whose columns are not known has no column numbers to show.
        assertThat(all("pg_catalog.pg_constraint", "conname", "orders_cust_fkey"))
                .isEmpty();

        logical.down.clear();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(attributes(CUSTOMER)).as("not asked for again at once").isEmpty();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
        assertThat(attributes(CUSTOMER)).hasSize(8);
        assertThat(all("pg_catalog.pg_constraint", "conname", "orders_cust_fkey"))
                .hasSize(1);
    }

    @Test
    void rowsAreKeptWhileNothingChanges() {
        SystemTable table = table("pg_catalog.pg_class");
        List<@Nullable Object[]> first = table.rows().apply(session);
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(table.rows().apply(session)).isSameAs(first);
    }

    @Test
    void settingsAreInBaseUnits() {
        assertThat(one("pg_catalog.pg_settings", "name", "statement_timeout"))
                .containsEntry("setting", "5000")
                .containsEntry("unit", "ms")
                .containsEntry("boot_val", "0")
                .containsEntry("source", "session")
                .containsEntry("vartype", "integer");
    }

    @Test
    void timeZonesHaveTheOffsetOfNow() {
        assertThat(one("pg_catalog.pg_timezone_names", "name", "Europe/Berlin"))
                .containsEntry("abbrev", "CET")
                .containsEntry("utc_offset", new Interval(0, 0, 3_600_000_000L))
                .containsEntry("is_dst", false);
        assertThat(one("pg_catalog.pg_timezone_names", "name", "Australia/Sydney"))
                .containsEntry("abbrev", "AEDT")
                .containsEntry("is_dst", true);
    }

    @Test
    void rolesHaveNoPasswords() {
        assertThat(one("pg_catalog.pg_roles", "rolname", "ann"))
                .containsEntry("rolcanlogin", true)
                .containsEntry("rolpassword", "********");
        assertThat(one("pg_catalog.pg_authid", "rolname", "ann")).containsEntry("rolpassword", null);
        assertThat(one("pg_catalog.pg_roles", "rolname", "postgres")).containsEntry("rolcanlogin", false);
    }

    private List<Object> attributes(int relation) {
        return all("pg_catalog.pg_attribute", "attrelid", (long) relation).stream()
                .map(row -> Objects.requireNonNull(row.get("attname")))
                .toList();
    }

    private Map<String, Object> one(String table, String column, Object value) {
        List<Map<String, Object>> found = all(table, column, value);
        assertThat(found).as("%s where %s = %s", table, column, value).hasSize(1);
        return found.getFirst();
    }

    private List<Map<String, Object>> all(String name, String column, Object value) {
        SystemTable table = table(name);
        int at = table.column(column).orElseThrow();
        return table.rows().apply(session).stream()
                .filter(row -> value.equals(row[at]))
                .map(row -> {
                    Map<String, Object> byName = new LinkedHashMap<>();
                    for (int i = 0; i < row.length; i++) {
                        byName.put(table.columns().get(i).name(), row[i]);
                    }
                    return byName;
                })
                .collect(Collectors.toList());
    }

    private SystemTable table(String name) {
        String[] parts = name.split("\\.", 2);
        return catalog.table(parts[0], parts[1]).orElseThrow();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(SystemCatalogTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

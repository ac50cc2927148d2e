package io.federator.it.deployment;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.TestServer;
import io.federator.samples.tpch.TpchLoader;
import io.federator.samples.tpch.TpchPlacement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** TPC-H in one of the sample placements: loaded sources with a gateway in front. */
public final class TpchDeployment implements AutoCloseable {
    /** The smallest scale at which the generator repeats no key. */
    public static final double SCALE = 0.01;

    private static final double ORDER_KEYS = 6_000_000;

    /** Where the repository's folder {@code samples} is, seen from a module. */
    public static final Path SAMPLES = Path.of("..", "samples").toAbsolutePath().normalize();

    private final Gateway gateway;
    private final TestServer supply;

    private TpchDeployment(Gateway gateway, TestServer supply) {
        this.gateway = gateway;
        this.supply = supply;
    }

    /** PostgreSQL and MariaDB. */
    public static TpchDeployment start(TpchPlacement placement) {
        return start(placement, EmbeddedMariaDb.shared(), "mariadb");
    }

    /** @param type the adapter for {@code supply} */
    public static TpchDeployment start(TpchPlacement placement, TestServer supply, String type) {
        Map<String, String> environment = load(placement, supply, type);
        Path file = SAMPLES.resolve("tpch/placement-" + placement.name().toLowerCase(Locale.ROOT) + ".yaml");
        return new TpchDeployment(Gateway.serving(file, environment), supply);
    }

    /** Loads two new databases and returns what the catalogs take from the environment. */
    public static Map<String, String> load(TpchPlacement placement, TestServer supply, String type) {
        EmbeddedPostgres sales = EmbeddedPostgres.shared();
        String salesUrl = sales.url(sales.createDatabase());
        String supplyUrl = supply.url(supply.createDatabase());
        long half = Math.round(SCALE * ORDER_KEYS / 2);
        try (Connection first = DriverManager.getConnection(salesUrl, sales.user(), "");
                Connection second = DriverManager.getConnection(supplyUrl, supply.user(), "")) {
            TpchLoader.load(SCALE, placement, half, first, second);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("TPCH_SALES_URL", salesUrl);
        environment.put("TPCH_SALES_USER", sales.user());
        environment.put("TPCH_SALES_PASSWORD", "");
        environment.put("TPCH_SUPPLY_TYPE", type);
        environment.put("TPCH_SUPPLY_URL", supplyUrl);
        environment.put("TPCH_SUPPLY_USER", supply.user());
        environment.put("TPCH_SUPPLY_PASSWORD", "");
        environment.put("TPCH_HALF", Long.toString(half));
        return environment;
    }

    /** A database of the embedded PostgreSQL with everything in it; its URL. */
    public static String oracle() {
        EmbeddedPostgres server = EmbeddedPostgres.shared();
        String database = server.createDatabase();
        try (Connection whole = server.connect(database)) {
            TpchLoader.loadWhole(SCALE, whole);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server.url(database);
    }

    /** The text of one of the 22 queries. */
    public static String query(int number) {
        try {
            return Files.readString(SAMPLES.resolve(String.format(Locale.ROOT, "tpch/queries/q%02d.sql", number)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Gateway gateway() {
        return gateway;
    }

    /** The server behind the source {@code supply}. */
    public TestServer supply() {
        return supply;
    }

    @Override
    public void close() {
        gateway.close();
    }
}

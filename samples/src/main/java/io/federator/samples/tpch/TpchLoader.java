package io.federator.samples.tpch;

import io.federator.samples.tpch.TpchPlacement.Fragment;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Generates TPC-H's rows and loads them. From the command line:
 *
 * <pre>
 * TpchLoader SCALE a|b|c HALF SALES_JDBC_URL SUPPLY_JDBC_URL [WHOLE_JDBC_URL]
 * </pre>
 *
 * SCALE is at least 0.01 (the generator repeats keys below that), HALF the last order key that placement b keeps in {@code sales}
 * (a scale of 1 has order keys up to 6000000); {@code sales} and {@code whole} are PostgreSQL, {@code supply} is MySQL or MariaDB; users and passwords go into the URLs. Existing
 * tables of the same names are replaced.
 */
public final class TpchLoader {
    private TpchLoader() {}

    public static void main(String[] args) throws SQLException, IOException {
        if (args.length < 5) {
            throw new IllegalArgumentException(
                    "usage: TpchLoader SCALE a|b|c HALF SALES_JDBC_URL SUPPLY_JDBC_URL [WHOLE_JDBC_URL]");
        }
        TpchPlacement placement = TpchPlacement.valueOf(args[1].toUpperCase(Locale.ROOT));
        try (Connection sales = DriverManager.getConnection(args[3]);
                Connection supply = DriverManager.getConnection(args[4])) {
            load(Double.parseDouble(args[0]), placement, Long.parseLong(args[2]), sales, supply);
        }
        if (args.length > 5) {
            try (Connection whole = DriverManager.getConnection(args[5])) {
                loadWhole(Double.parseDouble(args[0]), whole);
            }
        }
    }

    /** Loads every fragment of a placement. */
    public static void load(double scale, TpchPlacement placement, long half, Connection sales, Connection supply)
            throws SQLException, IOException {
        load(scale, placement.fragments(half), sales, Optional.of(supply));
    }

    /** Loads everything into one PostgreSQL, the oracle of the tests and the baseline of the benchmarks. */
    public static void loadWhole(double scale, Connection whole) throws SQLException, IOException {
        List<Fragment> fragments = TpchSchema.TABLES.keySet().stream()
                .map(table -> Fragment.whole(true, table))
                .toList();
        load(scale, fragments, whole, Optional.empty());
    }

    private static void load(double scale, List<Fragment> fragments, Connection sales, Optional<Connection> supply)
            throws SQLException, IOException {
        for (TpchTable<?> table : TpchTable.getTables()) {
            List<FragmentLoad> loads = new ArrayList<>();
            for (Fragment fragment : fragments) {
                if (fragment.table().equals(table.getTableName())) {
                    loads.add(FragmentLoad.start(fragment, fragment.sales() ? sales : supply.orElseThrow()));
                }
            }
            for (TpchEntity row : table.createGenerator(scale, 1, 1)) {
                List<String> fields = List.of(row.toLine().split("\\|", -1));
                for (FragmentLoad load : loads) {
                    load.add(fields);
                }
            }
            for (FragmentLoad load : loads) {
                load.finish();
            }
        }
        analyze(sales, "vacuum analyze");
    }

    private static void analyze(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

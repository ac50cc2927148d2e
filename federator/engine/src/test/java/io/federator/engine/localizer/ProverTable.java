package io.federator.engine.localizer;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copies;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that the prover's test conditions are about; every column may be null. */
final class ProverTable {
    static final FederatedTable TABLE = new FederatedTable(
            "public",
            "t",
            1,
            List.of(
                    column("i", SqlType.INT8),
                    column("j", SqlType.INT4),
                    column("n", SqlType.NUMERIC),
                    column("d", SqlType.DATE),
                    column("ts", SqlType.TIMESTAMP),
                    column("s", SqlType.TEXT),
                    column("v", SqlType.varchar(10)),
                    column("b", SqlType.BOOL),
                    column("u", SqlType.UUID),
                    column("f", SqlType.FLOAT8),
                    column("c", SqlType.bpchar(4))),
            List.of(),
            List.of(),
            List.of(),
            new Copies(List.of(new Copy(
                    "a",
                    new TableDescription(
                            new TableName(Optional.empty(), "t"),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            false),
                    TableStatistics.UNKNOWN,
                    Map.of()))),
            Optional.empty(),
            Map.of());

    private ProverTable() {}

    private static CatalogColumn column(String name, SqlType type) {
        return new CatalogColumn(name, type, false);
    }
}

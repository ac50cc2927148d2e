package io.federator.gateway.assembly;

import io.federator.config.Residual;
import io.federator.duckdb.DuckDbResidualEngine;
import io.federator.duckdb.DuckDbSettings;
import io.federator.spi.residual.ResidualEngine;
import java.nio.file.Path;
import java.util.Optional;

/** The one place that knows which residual engines there are. */
final class ResidualEngines {
    private ResidualEngines() {}

    /** Opens the engine that the catalog file names; empty when only the gateway's own operators are wanted. */
    static Optional<ResidualEngine> open(Residual residual) {
        return residual.engine().equals("local")
                ? Optional.empty()
                : Optional.of(DuckDbResidualEngine.open(duckDb(residual)));
    }

    private static DuckDbSettings duckDb(Residual residual) {
        Path spill = residual.spillDirectory()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "federator-spill"));
        int threads = residual.threads().orElseGet(() -> Runtime.getRuntime().availableProcessors());
        return new DuckDbSettings(residual.memoryLimit(), threads, spill);
    }
}

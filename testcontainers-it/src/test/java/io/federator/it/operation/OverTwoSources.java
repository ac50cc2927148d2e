package io.federator.it.operation;

import io.federator.it.deployment.Gateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests that share one gateway over {@link TwoSources}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverTwoSources {
    TwoSources sources;
    Gateway gateway;

    @BeforeAll
    void start() {
        sources = new TwoSources();
        gateway = sources.serve();
    }

    @AfterAll
    void stop() {
        gateway.close();
        sources.close();
    }
}

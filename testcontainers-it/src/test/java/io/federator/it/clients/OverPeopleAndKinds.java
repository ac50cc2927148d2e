package io.federator.it.clients;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests that ask {@link PeopleAndKinds}, once PostgreSQL and once a gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverPeopleAndKinds {
    PeopleAndKinds data;

    @BeforeAll
    void start() {
        data = new PeopleAndKinds();
    }

    @AfterAll
    void stop() {
        data.close();
    }
}

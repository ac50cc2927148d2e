package io.federator.adapter.postgresql;

import io.federator.adapter.testkit.SessionContract;

class PostgresSessionTest extends SessionContract {
    PostgresSessionTest() {
        super(new PostgresDatabase());
    }
}

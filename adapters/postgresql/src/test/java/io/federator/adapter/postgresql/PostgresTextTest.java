package io.federator.adapter.postgresql;

import io.federator.adapter.testkit.TextContract;

class PostgresTextTest extends TextContract {
    PostgresTextTest() {
        super(new PostgresDatabase());
    }
}

package io.federator.adapter.postgresql;

import io.federator.adapter.testkit.QueryContract;

class PostgresQueryTest extends QueryContract {
    PostgresQueryTest() {
        super(new PostgresDatabase());
    }
}

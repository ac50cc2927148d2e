package io.federator.adapter.postgresql;

import io.federator.adapter.testkit.OperationsContract;

class PostgresOperationsTest extends OperationsContract {
    PostgresOperationsTest() {
        super(new PostgresDatabase());
    }
}

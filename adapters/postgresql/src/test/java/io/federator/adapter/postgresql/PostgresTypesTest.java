package io.federator.adapter.postgresql;

import io.federator.adapter.testkit.TypesContract;

class PostgresTypesTest extends TypesContract {
    PostgresTypesTest() {
        super(new PostgresDatabase());
    }
}

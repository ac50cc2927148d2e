package io.federator.adapter.mariadb;

import io.federator.adapter.testkit.TypesContract;

class MariaDbTypesTest extends TypesContract {
    MariaDbTypesTest() {
        super(new MariaDbDatabase());
    }
}

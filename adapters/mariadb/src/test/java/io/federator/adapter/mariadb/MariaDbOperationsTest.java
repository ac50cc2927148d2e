package io.federator.adapter.mariadb;

import io.federator.adapter.testkit.OperationsContract;

class MariaDbOperationsTest extends OperationsContract {
    MariaDbOperationsTest() {
        super(new MariaDbDatabase());
    }
}

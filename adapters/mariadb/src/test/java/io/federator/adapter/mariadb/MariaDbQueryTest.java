package io.federator.adapter.mariadb;

import io.federator.adapter.testkit.QueryContract;

class MariaDbQueryTest extends QueryContract {
    MariaDbQueryTest() {
        super(new MariaDbDatabase());
    }
}

package io.federator.adapter.mariadb;

import io.federator.adapter.testkit.SessionContract;

class MariaDbSessionTest extends SessionContract {
    MariaDbSessionTest() {
        super(new MariaDbDatabase());
    }
}

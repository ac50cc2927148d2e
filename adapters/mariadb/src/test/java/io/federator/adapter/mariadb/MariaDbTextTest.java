package io.federator.adapter.mariadb;

import io.federator.adapter.testkit.TextContract;

class MariaDbTextTest extends TextContract {
    MariaDbTextTest() {
        super(new MariaDbDatabase());
    }
}

package io.federator.adapter.mariadb;

import io.federator.adapter.testkit.FamilyContract;

class MariaDbOwnTest extends FamilyContract {
    MariaDbOwnTest() {
        super(new MariaDbDatabase());
    }
}

package io.federator.adapter.mariadb;

import io.federator.adapter.testkit.BranchContract;

class MariaDbBranchTest extends BranchContract {
    MariaDbBranchTest() {
        super(new MariaDbDatabase());
    }
}

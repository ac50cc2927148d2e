package io.federator.adapter.postgresql;

import io.federator.adapter.testkit.BranchContract;

class PostgresBranchTest extends BranchContract {
    PostgresBranchTest() {
        super(new PostgresDatabase());
    }
}

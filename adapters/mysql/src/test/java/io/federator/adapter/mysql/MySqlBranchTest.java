package io.federator.adapter.mysql;

import io.federator.adapter.testkit.BranchContract;

class MySqlBranchTest extends BranchContract {
    MySqlBranchTest() {
        super(new MySqlDatabase());
    }
}

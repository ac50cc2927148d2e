package io.federator.adapter.mysql;

import io.federator.adapter.testkit.FamilyContract;

class MySqlOwnTest extends FamilyContract {
    MySqlOwnTest() {
        super(new MySqlDatabase());
    }
}

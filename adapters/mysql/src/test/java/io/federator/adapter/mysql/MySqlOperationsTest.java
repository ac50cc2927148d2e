package io.federator.adapter.mysql;

import io.federator.adapter.testkit.OperationsContract;

class MySqlOperationsTest extends OperationsContract {
    MySqlOperationsTest() {
        super(new MySqlDatabase());
    }
}

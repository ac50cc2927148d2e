package io.federator.adapter.mysql;

import io.federator.adapter.testkit.QueryContract;

class MySqlQueryTest extends QueryContract {
    MySqlQueryTest() {
        super(new MySqlDatabase());
    }
}

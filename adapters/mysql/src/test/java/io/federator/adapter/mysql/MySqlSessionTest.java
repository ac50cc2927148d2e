package io.federator.adapter.mysql;

import io.federator.adapter.testkit.SessionContract;

class MySqlSessionTest extends SessionContract {
    MySqlSessionTest() {
        super(new MySqlDatabase());
    }
}

package io.federator.adapter.mysql;

import io.federator.adapter.testkit.TextContract;

class MySqlTextTest extends TextContract {
    MySqlTextTest() {
        super(new MySqlDatabase());
    }
}

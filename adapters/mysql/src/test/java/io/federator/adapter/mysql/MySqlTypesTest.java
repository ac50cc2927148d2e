package io.federator.adapter.mysql;

import io.federator.adapter.testkit.TypesContract;

class MySqlTypesTest extends TypesContract {
    MySqlTypesTest() {
        super(new MySqlDatabase());
    }
}

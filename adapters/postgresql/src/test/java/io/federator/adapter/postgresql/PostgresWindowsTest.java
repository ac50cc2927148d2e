package io.federator.adapter.postgresql;

import io.federator.adapter.testkit.WindowsContract;

class PostgresWindowsTest extends WindowsContract {
    PostgresWindowsTest() {
        super(new PostgresDatabase());
    }
}

package io.federator.engine.session.setting;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** PostgreSQL's errors about settings. */
final class SettingErrors {
    private SettingErrors() {}

    static SqlException invalid(String message) {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, message);
    }

    static SqlException invalidValue(String name, String text) {
        return invalid("invalid value for parameter \"" + name + "\": \"" + text + "\"");
    }

    static SqlException unknown(String name) {
        return new SqlException(SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter \"" + name + "\"");
    }
}

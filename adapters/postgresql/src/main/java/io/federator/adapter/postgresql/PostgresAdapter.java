package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.JdbcSource;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.source.SourceSettings;

/** PostgreSQL 13 and later. No options. */
public final class PostgresAdapter implements SourceAdapter {
    @Override
    public String kind() {
        return PostgresVendor.KIND;
    }

    @Override
    public Source open(SourceSettings settings) {
        if (!settings.url().startsWith("jdbc:postgresql:")) {
            throw new SqlException(
                            SqlState.CONFIG_FILE_ERROR,
                            "source \"" + settings.name() + "\": the URL must start with jdbc:postgresql:")
                    .fromSource(settings.name());
        }
        if (!settings.options().isEmpty()) {
            throw new SqlException(
                            SqlState.CONFIG_FILE_ERROR,
                            "source \"" + settings.name() + "\": unknown option \""
                                    + settings.options().keySet().iterator().next() + "\"")
                    .fromSource(settings.name());
        }
        return new JdbcSource(settings, new PostgresVendor());
    }
}

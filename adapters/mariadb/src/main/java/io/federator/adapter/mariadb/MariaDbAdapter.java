package io.federator.adapter.mariadb;

import io.federator.adapter.jdbc.JdbcSource;
import io.federator.adapter.jdbc.mysqlfamily.FamilyOptions;
import io.federator.adapter.jdbc.mysqlfamily.FamilyVendor;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.source.SourceSettings;

/** MariaDB 10.6 and later. Options: {@link FamilyOptions}. */
public final class MariaDbAdapter implements SourceAdapter {
    @Override
    public String kind() {
        return MariaDbVendor.KIND;
    }

    @Override
    public Source open(SourceSettings settings) {
        FamilyVendor.requireUrl(settings, "jdbc:mariadb:");
        return new JdbcSource(settings, new MariaDbVendor(FamilyOptions.of(settings)));
    }
}

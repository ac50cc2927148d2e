package io.federator.adapter.mariadb;

import io.federator.adapter.jdbc.JdbcSource;
import io.federator.adapter.jdbc.mysqlfamily.FamilyVendor;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.source.SourceSettings;

/** MariaDB 10.6 and later. Option: {@code zero-dates}, {@code error} (the default) or {@code null}. */
public final class MariaDbAdapter implements SourceAdapter {
    @Override
    public String kind() {
        return MariaDbVendor.KIND;
    }

    @Override
    public Source open(SourceSettings settings) {
        FamilyVendor.requireScheme(settings, "jdbc:mariadb:");
        return new JdbcSource(settings, new MariaDbVendor(FamilyVendor.zeroDatesAsNull(settings)));
    }
}

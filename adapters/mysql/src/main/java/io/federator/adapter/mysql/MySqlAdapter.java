package io.federator.adapter.mysql;

import io.federator.adapter.jdbc.JdbcSource;
import io.federator.adapter.jdbc.mysqlfamily.FamilyOptions;
import io.federator.adapter.jdbc.mysqlfamily.FamilyVendor;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.source.SourceSettings;

/** MySQL 8.0.17 and later. Options: {@link FamilyOptions}. */
public final class MySqlAdapter implements SourceAdapter {
    @Override
    public String kind() {
        return MySqlVendor.KIND;
    }

    @Override
    public Source open(SourceSettings settings) {
        FamilyVendor.requireUrl(settings, "jdbc:mysql:");
        return new JdbcSource(settings, new MySqlVendor(FamilyOptions.of(settings)));
    }
}

package io.federator.gateway.server;

import io.federator.engine.context.NoNames;
import java.util.OptionalLong;

/** A catalog of the schemas public and pg_catalog with nothing in them. */
final class TwoSchemas extends NoNames {
    @Override
    public OptionalLong namespace(String name) {
        return name.equals("public") || name.equals("pg_catalog") ? OptionalLong.of(2200) : OptionalLong.empty();
    }
}

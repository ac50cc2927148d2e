package io.federator.engine.catalog;

import io.federator.spi.type.SqlType;

/** A column of the logical schema; {@code pg_attribute.attnum} is its position counted from 1. */
public record CatalogColumn(String name, SqlType type, boolean notNull) {}

package io.federator.engine.plan;

import io.federator.spi.type.SqlType;

/**
 * A column of a result, as RowDescription shows it.
 *
 * @param tableOid the table that the column comes from unchanged, else 0
 * @param attribute the column's number in that table from 1, else 0
 */
public record ResultColumn(String name, SqlType type, int tableOid, int attribute) {}

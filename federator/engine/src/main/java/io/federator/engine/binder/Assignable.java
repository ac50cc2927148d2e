package io.federator.engine.binder;

import io.federator.spi.type.SqlType;

/**
 * Which part of a column's type an assignment casts to. A cast to {@code varchar(3)} cuts where an assignment is to fail, so that the
 * lengths of texts and bit strings are checked when the row is written.
 */
final class Assignable {
    private Assignable() {}

    static SqlType type(SqlType column) {
        SqlType element = column.element();
        return switch (element == null ? column.kind() : element.kind()) {
            case VARCHAR, BPCHAR, BIT, VARBIT -> column.bare();
            default -> column;
        };
    }
}

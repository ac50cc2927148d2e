package io.federator.spi.source;

import java.util.Locale;

/** PostgreSQL's modes in which a whole table is locked until the end of the transaction, from the weakest to the strongest. */
public enum TableLock {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** @param words as in LOCK TABLE, in lower case */
    public static TableLock named(String words) {
        return valueOf(words.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    /** As in LOCK TABLE. */
    public String words() {
        return name().replace('_', ' ');
    }

    /** Whether it is no more than what a query takes that reads rows or locks some of them. */
    public boolean isForReading() {
        return this == ACCESS_SHARE || this == ROW_SHARE;
    }
}

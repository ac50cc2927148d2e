package io.federator.spi.source;

/** How rows that are read are locked until the end of the transaction. */
public record RowLock(Strength strength, Waiting waiting) {
    /** What a statement locks that is about to change the rows. */
    public static final RowLock UPDATE = new RowLock(Strength.UPDATE, Waiting.BLOCK);

    /** From the weakest to the strongest; a database may take a stronger one for one that it does not have. */
    public enum Strength {
        KEY_SHARE,
        SHARE,
        NO_KEY_UPDATE,
        UPDATE
    }

    /** What happens when a row is locked by another. */
    public enum Waiting {
        BLOCK,
        /** The row is passed over. */
        SKIP_LOCKED,
        /** 55P03. */
        NOWAIT
    }

    /** The words for the waiting, with a blank before them. */
    public String waitingClause() {
        return switch (waiting) {
            case BLOCK -> "";
            case SKIP_LOCKED -> " SKIP LOCKED";
            case NOWAIT -> " NOWAIT";
        };
    }
}

package io.federator.engine.context;

import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.value.RowCursor;

/** How the statements of a client read the sources. Safe for any thread; blocks. */
public interface SourceReading {
    /** Each statement for a source on a connection of its own: READ COMMITTED. */
    SourceReading EACH_ALONE = new SourceReading() {
        @Override
        public RowCursor query(Source source, LeafStatement statement, QueryScope scope) {
            return source.query(statement, scope);
        }

        @Override
        public boolean sharesConnections() {
            return false;
        }

        @Override
        public boolean isEnlisted(String source) {
            return false;
        }
    };

    /** As {@link Source#query}. */
    RowCursor query(Source source, LeafStatement statement, QueryScope scope);

    /** Whether all statements for a source run on one connection. */
    boolean sharesConnections();

    /** Whether the transaction has read this source, so that a copy of its data elsewhere would be of another time. */
    boolean isEnlisted(String source);
}

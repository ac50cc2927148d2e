package io.federator.engine.context;

import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.TableLoad;
import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the statements of a client's transaction write to the sources. The first call for a source enlists it; blocks. Different sources
 * may be written to by a thread each.
 */
public interface SourceWriting {
    /** As {@link io.federator.spi.source.SourceSession#update}. */
    long update(Source source, LeafStatement statement, QueryScope scope);

    /** The same for a statement that is all that its statement of the client's asks of the sources. */
    long updateOnly(Source source, LeafStatement statement, QueryScope scope);

    /** As {@link io.federator.spi.source.SourceSession#updateAll}. */
    long[] updateAll(Source source, String sql, List<List<Argument>> arguments, QueryScope scope);

    /** As {@link io.federator.spi.source.SourceSession#load}. */
    OptionalLong load(Source source, TableLoad load, QueryScope scope);

    /** From here on what follows can be undone; gives the number for {@link #rollbackTo}. */
    int savepoint();

    /** Takes back what every source has been told since. */
    void rollbackTo(int savepoint);

    /** A statement that writes and gives rows back. */
    RowCursor write(Source source, LeafStatement statement, QueryScope scope);

    /** Reads what the transaction sees, and perhaps locks it. */
    RowCursor lock(Source source, LeafStatement statement, QueryScope scope);
}

package io.federator.engine.system;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.LogicalCatalog;
import io.federator.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All tables of the logical catalog, with what their sources say of them at this moment. Tables are described all at once; one
 * whose source does not answer in time, or not at all, is listed without columns and asked for again later, so that a source
 * that is down neither breaks nor stalls the system tables. Safe for any thread.
 */
final class Listing {
    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);
    private static final long RETRY_AFTER = TimeUnit.SECONDS.toNanos(10);

    private final LogicalCatalog catalog;
    private final LongSupplier nanoTime;
    private final Map<TableName, Attempt> attempts = new ConcurrentHashMap<>();

    Listing(LogicalCatalog catalog, LongSupplier nanoTime) {
        this.catalog = catalog;
        this.nanoTime = nanoTime;
    }

    private record TableName(String schema, String table) {}

    private record Attempt(FutureTask<FederatedTable> task, long startedAt) {}

    /** @param description empty when there is none at this moment */
    record Entry(String schema, String name, int oid, Optional<FederatedTable> description) {}

    /** Blocks for a few seconds at most. */
    List<Entry> now(List<String> schemas) {
        long start = nanoTime.getAsLong();
        List<TableName> names = new ArrayList<>();
        for (String schema : schemas) {
            catalog.tables(schema).forEach(table -> names.add(new TableName(schema, table)));
        }
        List<Attempt> started = names.stream().map(name -> attempt(name, start)).toList();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            TableName name = names.get(i);
            OptionalInt oid = catalog.oid(name.schema, name.table);
            if (oid.isPresent()) {
                Optional<FederatedTable> table = await(name, started.get(i), start);
                entries.add(new Entry(name.schema, name.table, oid.getAsInt(), table));
            }
        }
        return entries;
    }

    private Attempt attempt(TableName name, long now) {
        return attempts.compute(name, (n, old) -> {
            if (old != null && (!old.task.isDone() || (hasFailed(old) && now - old.startedAt < RETRY_AFTER))) {
                return old;
            }
            // A table that is known is asked for again as well: the catalog answers at once unless its source has
            // changed.
            FutureTask<FederatedTable> task = new FutureTask<>(() -> describe(name));
            Thread.ofVirtual().name("describe ", 0).start(task);
            return new Attempt(task, now);
        });
    }

    private static boolean hasFailed(Attempt attempt) {
        return attempt.task.state() != java.util.concurrent.Future.State.SUCCESS;
    }

    private FederatedTable describe(TableName name) {
        return catalog.table(name.schema, name.table)
                .filter(FederatedTable.class::isInstance)
                .map(FederatedTable.class::cast)
                .orElseThrow();
    }

    private Optional<FederatedTable> await(TableName name, Attempt attempt, long start) {
        try {
            long left = PATIENCE - (nanoTime.getAsLong() - start);
            return Optional.of(attempt.task.get(Math.max(left, 0), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof SqlException)) {
                LOG.warn("table {}.{} could not be described", name.schema, name.table, e.getCause());
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            // The query is being cancelled: it will notice as soon as it reads on.
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

package io.federator.engine.transaction;

import io.federator.engine.context.SourceReading;
import io.federator.engine.context.SourceWriting;
import io.federator.engine.executor.local.MemoryBudget;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceBranch;
import io.federator.spi.source.SourceSession;
import io.federator.spi.source.TableLoad;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TransactionMode.Isolation;
import io.federator.spi.transaction.DistributedTransaction;
import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sources that one transaction of a client has touched, each on a connection that is held until the end. Under REPEATABLE READ and
 * SERIALIZABLE these are all that it reads, and a source's state is fixed when it is first touched; under READ COMMITTED only those that
 * it writes to, and the others are read as without a transaction. The states of two sources may be of different moments. Statements
 * that read may be started by several threads, and so may writes to different sources; the other methods belong to the client's
 * session.
 */
public final class SourceTransaction implements SourceReading, SourceWriting, AutoCloseable {
    private final TransactionMode mode;
    private final long memoryLimit;
    private final Supplier<DistributedTransaction> joining;
    private final boolean local;
    /** Whether the client's one statement is the transaction. */
    private final boolean single;

    private final SerialOrder order;

    private @Nullable DistributedTransaction joint;
    private SerialOrder.@Nullable Member serial;
    private final Map<String, EnlistedSource> enlisted = new ConcurrentHashMap<>();
    private final AtomicInteger savepoints = new AtomicInteger();

    /**
     * @param memoryLimit bytes of rows of one source to keep in memory while its connection serves another statement
     * @param span what is known of what the client does in it
     * @param joining begins what commits the sources together; asked when the first of them is enlisted
     * @param order of all transactions of the gateway
     */
    public SourceTransaction(
            TransactionMode mode,
            long memoryLimit,
            Supplier<DistributedTransaction> joining,
            Span span,
            SerialOrder order) {
        this.mode = mode;
        this.memoryLimit = memoryLimit;
        this.joining = joining;
        this.order = order;
        this.local = span == Span.SOURCE || mode.readOnly();
        this.single = span != Span.OPEN && mode.isolation() == Isolation.READ_COMMITTED;
    }

    public TransactionMode mode() {
        return mode;
    }

    @Override
    public RowCursor query(Source source, LeafStatement statement, QueryScope scope) {
        boolean own = mode.isolation() != Isolation.READ_COMMITTED || isEnlisted(source.name());
        return own ? enlisted(source).query(statement, scope, savepoints.get()) : source.query(statement, scope);
    }

    @Override
    public RowCursor write(Source source, LeafStatement statement, QueryScope scope) {
        return writing(source).query(statement, scope, savepoints.get());
    }

    @Override
    public RowCursor lock(Source source, LeafStatement statement, QueryScope scope) {
        return enlisted(source).query(statement, scope, savepoints.get());
    }

    @Override
    public long update(Source source, LeafStatement statement, QueryScope scope) {
        return writing(source).update(statement, scope, savepoints.get());
    }

    @Override
    public long updateOnly(Source source, LeafStatement statement, QueryScope scope) {
        return single && enlisted.isEmpty() ? source.update(statement, scope) : update(source, statement, scope);
    }

    @Override
    public long[] updateAll(Source source, String sql, List<List<Argument>> arguments, QueryScope scope) {
        return writing(source).updateAll(sql, arguments, scope, savepoints.get());
    }

    @Override
    public OptionalLong load(Source source, TableLoad load, QueryScope scope) {
        return writing(source).load(load, scope, savepoints.get());
    }

    private EnlistedSource enlisted(Source source) {
        return enlisted.computeIfAbsent(
                source.name(), _ -> new EnlistedSource(source.name(), scope -> begin(source, scope), memoryLimit));
    }

    private SourceSession begin(Source source, QueryScope scope) {
        if (mode.isolation() == Isolation.SERIALIZABLE) {
            serialize();
        }
        if (local) {
            return source.begin(mode, scope);
        }
        DistributedTransaction together = joint();
        SourceBranch branch = source.beginBranch(mode, scope);
        enlist(together, source, branch);
        return branch;
    }

    /** @throws SqlException 40001 when it cannot be put before or behind all others */
    private synchronized void serialize() {
        SerialOrder.Member member = serial;
        if (member == null) {
            serial = order.begin();
        } else {
            member.spans();
        }
    }

    private synchronized Optional<SerialOrder.Member> serial() {
        return Optional.ofNullable(serial);
    }

    /** Leaves of one query begin their sources at the same time, and what they join is for one thread at a time. */
    private synchronized void enlist(DistributedTransaction together, Source source, SourceBranch branch) {
        together.enlist(source, branch);
    }

    private synchronized DistributedTransaction joint() {
        DistributedTransaction known = joint;
        if (known == null) {
            known = joining.get();
            joint = known;
        }
        return known;
    }

    /** The source as one that commits with the transaction. */
    private EnlistedSource writing(Source source) {
        EnlistedSource own = enlisted(source);
        serial().ifPresent(SerialOrder.Member::writes);
        own.writes();
        return own;
    }

    @Override
    public boolean sharesConnections() {
        return mode.isolation() != Isolation.READ_COMMITTED || !enlisted.isEmpty();
    }

    @Override
    public boolean isEnlisted(String source) {
        EnlistedSource known = enlisted.get(source);
        return known != null && known.hasBegun();
    }

    /**
     * From here on what follows can be undone.
     *
     * @return the savepoint's number for {@link #rollbackTo}
     */
    @Override
    public int savepoint() {
        int number = savepoints.incrementAndGet();
        enlisted.values().forEach(source -> source.savepoint(number));
        return number;
    }

    /** Takes back what every source has been told since the savepoint, and makes them usable again after an error. */
    @Override
    public void rollbackTo(int savepoint) {
        enlisted.values().forEach(source -> source.rollbackTo(savepoint));
    }

    /** A cursor that can be detached from the sources before the transaction ends. */
    public SpoolingCursor holdable(RowCursor rows) {
        return new SpoolingCursor(rows, new ReentrantLock(), new MemoryBudget(memoryLimit));
    }

    /**
     * The client commits.
     *
     * @throws SqlException 40001 when a source refuses to serialize, what a deferred constraint says, 40003 when the source that was
     *     written to was lost before it could answer; see {@link DistributedTransaction#commit}
     */
    public void commit() {
        serial().ifPresent(SerialOrder.Member::commits);
        DistributedTransaction together = joint;
        if (together != null) {
            together.commit();
            return;
        }
        boolean serializable = mode.isolation() == Isolation.SERIALIZABLE;
        enlisted.values().stream()
                .filter(source -> serializable && !source.hasWritten())
                .forEach(EnlistedSource::commit);
        enlisted.values().stream().filter(EnlistedSource::hasWritten).forEach(EnlistedSource::commit);
    }

    /** Gives all connections back. May be called again. */
    @Override
    public void close() {
        serial().ifPresent(SerialOrder.Member::close);
        DistributedTransaction together = joint;
        if (together == null) {
            enlisted.values().forEach(EnlistedSource::close);
        } else {
            EnlistedSource.whenQuiet(List.copyOf(enlisted.values()), together::close);
        }
    }
}

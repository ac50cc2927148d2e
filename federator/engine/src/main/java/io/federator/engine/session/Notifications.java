package io.federator.engine.session;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * LISTEN, UNLISTEN and NOTIFY of one session. All three take effect when the transaction commits, in PostgreSQL's order: first the
 * channels, then what was told on them. Belongs to the session's thread, but for {@link #deliver}.
 */
final class Notifications {
    private static final int NAME_BYTES = 63;
    private static final int PAYLOAD_BYTES = 7999;

    /** LISTEN, or UNLISTEN; a null channel stands for all. */
    private record Change(boolean listen, @Nullable String channel) {}

    /** How much was pending when a savepoint was set. */
    record Mark(int changes, int told) {}

    private final Channels channels;
    private final int backendPid;
    private final Runnable arrived;
    private final List<Change> changes = new ArrayList<>();
    private final List<Notification> told = new ArrayList<>();
    private final Set<Notification> known = new LinkedHashSet<>();
    private final Queue<Notification> incoming = new ConcurrentLinkedQueue<>();
    private Set<String> listening = Set.of();
    private long toldBytes;

    /** @param arrived called on other threads when there is something to deliver; must not block */
    Notifications(Channels channels, int backendPid, Runnable arrived) {
        this.channels = channels;
        this.backendPid = backendPid;
        this.arrived = arrived;
    }

    boolean isListening() {
        return !listening.isEmpty() || !changes.isEmpty();
    }

    void listen(String channel) {
        changes.add(new Change(true, channel));
    }

    /** @param channel null for all */
    void unlisten(@Nullable String channel) {
        if (!listening.isEmpty() || !changes.isEmpty()) {
            changes.add(new Change(false, channel));
        }
    }

    /**
     * The same notification twice in a transaction is one.
     *
     * @throws SqlException 22023 for a name or payload that is not allowed; 54000 when the queue could never take as much
     */
    void tell(String channel, String payload) {
        if (channel.isEmpty()) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "channel name cannot be empty");
        }
        if (channel.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "channel name too long");
        }
        if (payload.getBytes(StandardCharsets.UTF_8).length > PAYLOAD_BYTES) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "payload string too long");
        }
        Notification notification = new Notification(backendPid, channel, payload);
        if (known.contains(notification)) {
            return;
        }
        if (toldBytes + notification.size() > Channels.ROOM_BYTES) {
            throw Channels.full();
        }
        known.add(notification);
        told.add(notification);
        toldBytes += notification.size();
    }

    List<String> listening() {
        return List.copyOf(listening);
    }

    double usage() {
        return channels.usage();
    }

    /** The transaction commits. */
    void commit() {
        if (changes.isEmpty() && told.isEmpty()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>(listening);
        for (Change change : changes) {
            String channel = change.channel();
            if (change.listen()) {
                names.add(Objects.requireNonNull(channel));
            } else if (channel == null) {
                names.clear();
            } else {
                names.remove(channel);
            }
        }
        channels.commit(this, listening, names, told);
        listening = Collections.unmodifiableSet(names);
        rollback();
    }

    void rollback() {
        changes.clear();
        told.clear();
        known.clear();
        toldBytes = 0;
    }

    Mark mark() {
        return new Mark(changes.size(), told.size());
    }

    void rollbackTo(Mark mark) {
        changes.subList(mark.changes(), changes.size()).clear();
        List<Notification> undone = told.subList(mark.told(), told.size());
        undone.forEach(known::remove);
        toldBytes -= undone.stream().mapToLong(Notification::size).sum();
        undone.clear();
    }

    /** Something was told on a channel of this session. Any thread. */
    void deliver(Notification notification) {
        incoming.add(notification);
        arrived.run();
    }

    /** What has come and was not taken yet; what is not listened to any more is left out. */
    List<Notification> take() {
        List<Notification> all = new ArrayList<>();
        for (Notification next = incoming.poll(); next != null; next = incoming.poll()) {
            all.add(next);
        }
        if (all.isEmpty()) {
            return all;
        }
        channels.taken(all);
        return all.stream().filter(n -> listening.contains(n.channel())).toList();
    }

    /** The session ends. */
    void close() {
        rollback();
        channels.commit(this, listening, Set.of(), List.of());
        listening = Set.of();
        take();
    }
}

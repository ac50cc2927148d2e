package io.federator.engine.session;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who listens to what: the channels of NOTIFY among the sessions of one gateway. All listeners of a channel get its notifications
 * in the same order. Safe for any thread.
 */
public final class Channels {
    /** What may wait for listeners that are in a transaction or do not read. */
    static final long ROOM_BYTES = 64L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<Notifications>> listeners = new HashMap<>();
    private long waiting;

    /**
     * Changes what a session listens to and delivers what it has to tell, at once.
     *
     * @param names all channels that the session listens to from now on
     * @throws SqlException 54000 when there is no room, with nothing changed
     */
    void commit(Notifications session, Set<String> before, Set<String> names, List<Notification> told) {
        lock.lock();
        try {
            long more = told.stream().mapToLong(Notification::size).sum();
            if (!told.isEmpty() && waiting > 0 && waiting + more > ROOM_BYTES) {
                throw full();
            }
            before.stream().filter(name -> !names.contains(name)).forEach(name -> leave(name, session));
            names.forEach(name ->
                    listeners.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(session));
            for (Notification notification : told) {
                for (Notifications listener : listeners.getOrDefault(notification.channel(), Set.of())) {
                    waiting += notification.size();
                    listener.deliver(notification);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    static SqlException full() {
        return new SqlException(SqlState.PROGRAM_LIMIT_EXCEEDED, "too many notifications in the NOTIFY queue");
    }

    private void leave(String name, Notifications session) {
        Set<Notifications> left = listeners.get(name);
        if (left != null && left.remove(session) && left.isEmpty()) {
            listeners.remove(name);
        }
    }

    /** A listener has taken these. */
    void taken(List<Notification> notifications) {
        lock.lock();
        try {
            waiting -= notifications.stream().mapToLong(Notification::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** How much of the room is taken, from 0 to 1. */
    double usage() {
        lock.lock();
        try {
            return Math.min(1.0, (double) waiting / ROOM_BYTES);
        } finally {
            lock.unlock();
        }
    }

    /** For tests: how many channels have listeners. */
    public int size() {
        lock.lock();
        try {
            return listeners.size();
        } finally {
            lock.unlock();
        }
    }
}

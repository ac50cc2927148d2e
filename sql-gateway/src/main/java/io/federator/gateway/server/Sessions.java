package io.federator.gateway.server;

import io.federator.engine.session.Backends;
import io.federator.engine.session.Session;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The sessions of a server: how many there may be, and which one a cancel request means. Any thread. */
public final class Sessions implements Backends {
    /** A session's place: its number and the secret that cancels it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Ticket(int processId, byte[] secretKey) {}

    private record Entry(Ticket ticket, ClientSession session) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<Integer, Entry> open = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final int max;
    private boolean closing;

    /** @param max how many clients may be connected at once */
    public Sessions(int max) {
        this.max = max;
    }

    /** What became of a request for a place. */
    sealed interface Admission {
        record Admitted(Ticket ticket) implements Admission {}

        record TooMany() implements Admission {}

        record ShuttingDown() implements Admission {}
    }

    /**
     * Asks for a place; one that is given is given back by {@link #leave}.
     *
     * @param keyBytes the length of the secret, which depends on the protocol's version
     */
    Admission enter(ClientSession session, int keyBytes) {
        byte[] key = new byte[keyBytes];
        random.nextBytes(key);
        lock.lock();
        try {
            if (closing) {
                return new Admission.ShuttingDown();
            }
            if (open.size() >= max) {
                return new Admission.TooMany();
            }
            int processId;
            do {
                processId = random.nextInt(1, Integer.MAX_VALUE);
            } while (open.containsKey(processId));
            Ticket ticket = new Ticket(processId, key);
            open.put(processId, new Entry(ticket, session));
            return new Admission.Admitted(ticket);
        } finally {
            lock.unlock();
        }
    }

    void leave(Ticket ticket) {
        lock.lock();
        try {
            open.remove(ticket.processId());
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Cancels what a session runs, if the secret is right; tells nobody if it is not. Blocks. */
    void cancel(int processId, byte[] secretKey) {
        Entry entry;
        lock.lock();
        try {
            entry = open.get(processId);
        } finally {
            lock.unlock();
        }
        if (entry != null && MessageDigest.isEqual(entry.ticket().secretKey(), secretKey)) {
            entry.session().cancel();
        }
    }

    /** Lets nobody in any more; returns those who are in. */
    List<ClientSession> beginClosing() {
        lock.lock();
        try {
            closing = true;
            return all();
        } finally {
            lock.unlock();
        }
    }

    List<ClientSession> all() {
        lock.lock();
        try {
            return new ArrayList<>(open.values().stream().map(Entry::session).toList());
        } finally {
            lock.unlock();
        }
    }

    /** The sessions that are open, without those that are still logging in. */
    public List<Session> open() {
        List<Session> sessions = new ArrayList<>();
        for (ClientSession client : all()) {
            Session session = client.session();
            if (session != null) {
                sessions.add(session);
            }
        }
        return sessions;
    }

    /** How many places are taken, also by clients that still log in. */
    int size() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    /** The session of a number, unless it is still logging in. */
    @Override
    public Optional<Session> find(int backendPid) {
        lock.lock();
        try {
            return Optional.ofNullable(open.get(backendPid))
                    .map(entry -> entry.session().session());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everybody has left; false if the time was not enough. */
    boolean awaitEmpty(Duration limit) throws InterruptedException {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (!open.isEmpty()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = left.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}

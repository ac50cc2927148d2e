package io.federator.xa;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which transactions were being committed: a line when one is about to be, and a line when it is finished. The first is forced to disk
 * where it is the decision; where a source holds that, the line only says that the log can be written. Writers that come together share one forced write. After a failure, a full disk above all, each
 * further call tries to write the file anew: it works again when there is room again.
 *
 * <p>Plain file operations, not channels, which an interrupt would close.
 */
final class DecisionLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    private static final char COMMITTING = 'C';
    private static final char FINISHED = 'F';
    private static final long COMPACT_AT = 4L << 20;

    private final Path path;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock syncing = new ReentrantLock();
    private final Set<String> open = new LinkedHashSet<>();
    private @Nullable RandomAccessFile file;
    private long size;
    private volatile boolean large;
    private boolean closed;
    private long appended;
    private long synced;

    private DecisionLog(Path path) {
        this.path = path;
    }

    /** Reads what is there; what was cut off by a crash was never acknowledged. */
    static DecisionLog open(Path path) throws IOException {
        DecisionLog log = new DecisionLog(path);
        if (Files.exists(path)) {
            for (String line :
                    Files.readString(path, StandardCharsets.ISO_8859_1).lines().toList()) {
                log.replay(line);
            }
        }
        log.rewrite();
        return log;
    }

    private void replay(String line) {
        String[] parts = line.split(" ");
        if (parts.length != 3 || !parts[2].equals(checksum(parts[0] + " " + parts[1]))) {
            return;
        }
        if (parts[0].charAt(0) == COMMITTING) {
            open.add(parts[1]);
        } else {
            open.remove(parts[1]);
        }
    }

    /** @param forced whether to wait until the line is on disk: when it is this line that decides */
    void committing(String transaction, boolean forced) throws IOException {
        compact();
        long mine;
        writing.lock();
        try {
            append(COMMITTING, transaction);
            open.add(transaction);
            mine = ++appended;
        } finally {
            writing.unlock();
        }
        if (!forced) {
            return;
        }
        try {
            sync(mine);
        } catch (IOException e) {
            forget(transaction);
            throw e;
        }
    }

    /** The line may have reached the disk all the same: the file is written anew without it, now or when the next one comes. */
    private void forget(String transaction) {
        writing.lock();
        try {
            open.remove(transaction);
            rewrite();
        } catch (IOException e) {
            LOG.warn("the transaction log {} cannot be written: {}", path, e.toString());
        } finally {
            writing.unlock();
        }
    }

    void finished(String transaction) {
        writing.lock();
        try {
            if (open.remove(transaction)) {
                append(FINISHED, transaction);
            }
        } catch (IOException e) {
            // Harmless: it will be looked into, and found finished, after the next start.
            abandon();
        } finally {
            writing.unlock();
        }
    }

    /** Whether it was about to be committed and is not known to be finished. */
    boolean isCommitting(String transaction) {
        writing.lock();
        try {
            return open.contains(transaction);
        } finally {
            writing.unlock();
        }
    }

    /** What is unfinished. */
    List<String> committing() {
        writing.lock();
        try {
            return List.copyOf(open);
        } finally {
            writing.unlock();
        }
    }

    private void append(char kind, String transaction) throws IOException {
        if (file == null && !closed) {
            rewrite();
        }
        RandomAccessFile current = file;
        if (current == null) {
            throw new IOException("the log is closed");
        }
        byte[] line = line(kind, transaction);
        try {
            current.write(line);
            size += line.length;
            large = size > COMPACT_AT;
        } catch (IOException e) {
            abandon();
            throw e;
        }
    }

    /** Nobody may be forcing the old file to disk meanwhile. */
    private void compact() throws IOException {
        if (!large) {
            return;
        }
        syncing.lock();
        writing.lock();
        try {
            if (large && !closed) {
                rewrite();
            }
        } finally {
            writing.unlock();
            syncing.unlock();
        }
    }

    private void sync(long upTo) throws IOException {
        syncing.lock();
        try {
            if (synced >= upTo) {
                return;
            }
            RandomAccessFile current;
            long reached;
            writing.lock();
            try {
                current = file;
                reached = appended;
            } finally {
                writing.unlock();
            }
            if (current == null) {
                throw new IOException("an earlier write has failed");
            }
            current.getFD().sync();
            synced = reached;
        } catch (IOException e) {
            writing.lock();
            try {
                abandon();
            } finally {
                writing.unlock();
            }
            throw e;
        } finally {
            syncing.unlock();
        }
    }

    /** The file's end is in doubt: the next one writes it anew. */
    void abandon() {
        RandomAccessFile broken = file;
        file = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (IOException e) {
                // Nothing depends on it any more.
            }
        }
    }

    /** Whoever waits for a line of the old file finds it in the new one. */
    private void rewrite() throws IOException {
        abandon();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        RandomAccessFile next = new RandomAccessFile(fresh.toFile(), "rw");
        boolean written = false;
        try {
            size = 0;
            for (String transaction : open) {
                byte[] line = line(COMMITTING, transaction);
                next.write(line);
                size += line.length;
            }
            next.getFD().sync();
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            file = next;
            large = false;
            written = true;
        } finally {
            if (!written) {
                next.close();
            }
        }
    }

    private static byte[] line(char kind, String transaction) {
        String text = kind + " " + transaction;
        return (text + " " + checksum(text) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String checksum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(sum.getValue());
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
            abandon();
        } finally {
            writing.unlock();
        }
    }
}

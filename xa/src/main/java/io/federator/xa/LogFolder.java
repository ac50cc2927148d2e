package io.federator.xa;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The folder of the transaction log: locked for this gateway, with the name that the gateway has made for itself. */
final class LogFolder implements AutoCloseable {
    private static final int NAME_LENGTH = 10;
    private static final String NAME_PATTERN = "[a-z0-9]{" + NAME_LENGTH + "}";

    private final Path folder;
    private final RandomAccessFile lockFile;
    private final String gateway;

    private LogFolder(Path folder, RandomAccessFile lockFile, String gateway) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.gateway = gateway;
    }

    /** @throws SqlException 55000 when another gateway has it, F0000 when it cannot be used */
    static LogFolder open(Path folder) {
        RandomAccessFile lockFile = null;
        boolean open = false;
        try {
            Files.createDirectories(folder);
            lockFile = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
            if (lock(lockFile) == null) {
                throw new SqlException(
                                SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                                "the transaction log in \"" + folder + "\" is in use by another gateway")
                        .withHint("Each gateway needs a folder of its own: transactions.log in the catalog file.");
            }
            LogFolder locked = new LogFolder(folder, lockFile, gateway(folder.resolve("gateway")));
            open = true;
            return locked;
        } catch (IOException e) {
            throw new SqlException(
                    SqlState.CONFIG_FILE_ERROR,
                    "the transaction log in \"" + folder + "\" cannot be used: " + e.getMessage(),
                    e);
        } finally {
            if (!open && lockFile != null) {
                closeQuietly(lockFile);
            }
        }
    }

    private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Made once: a copy of the folder goes on under the same name. */
    private static String gateway(Path file) throws IOException {
        if (Files.exists(file)) {
            String name = Files.readString(file).strip();
            if (name.matches(NAME_PATTERN)) {
                return name;
            }
        }
        SecureRandom random = new SecureRandom();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < NAME_LENGTH; i++) {
            name.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
        }
        Files.writeString(file, name + "\n");
        return name.toString();
    }

    private static void closeQuietly(RandomAccessFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String gateway() {
        return gateway;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        closeQuietly(lockFile);
    }
}

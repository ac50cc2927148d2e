package io.federator.xa;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads Atomikos's messages to where Federator's go. It knows SLF4J before version 2 only, tells standard output so when its first class
 * is loaded, and falls back to the JDK's logging. What it warns of is reported to clients or repaired by recovery.
 */
final class AtomikosLogging {
    /** Held for ever: the JDK forgets loggers that nobody holds. */
    private static final java.util.logging.Logger JDK = redirected();

    private AtomikosLogging() {}

    /** Before anything of Atomikos is touched. */
    static boolean redirect() {
        return !JDK.getUseParentHandlers();
    }

    private static java.util.logging.Logger redirected() {
        java.util.logging.Logger logger = java.util.logging.Logger.getLogger("com.atomikos");
        logger.setUseParentHandlers(false);
        logger.addHandler(new ToSlf4j());
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
        try {
            com.atomikos.logging.LoggerFactory.createLogger(AtomikosLogging.class);
        } finally {
            System.setOut(out);
        }
        return logger;
    }

    private static final class ToSlf4j extends Handler {
        private final Logger log = LoggerFactory.getLogger("com.atomikos");

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                log.info("{}", entry.getMessage(), entry.getThrown());
            } else {
                log.debug("{}", entry.getMessage());
            }
        }

        @Override
        public void flush() {
            // SLF4J's affair.
        }

        @Override
        public void close() {
            // As above.
        }
    }
}

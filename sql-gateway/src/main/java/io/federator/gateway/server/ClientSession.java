package io.federator.gateway.server;

import io.federator.engine.session.Session;
import io.federator.engine.session.TransactionStatus;
import io.federator.gateway.server.Inbox.Next;
import io.federator.gateway.wire.BackendMessage;
import io.federator.gateway.wire.FrontendMessage;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client from login to goodbye, on one virtual thread that is never interrupted. {@link #cancel}, {@link #shutdown}, {@link
 * #terminate} and {@link #clientGone} are for other threads.
 */
final class ClientSession {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);

    private final ClientSocket socket;
    private final ServerContext server;
    private final SocketWriter writer;
    private final Object lock = new Object();
    private @Nullable Session session;
    private @Nullable SqlException termination;

    ClientSession(ClientSocket socket, ServerContext server) {
        this.socket = socket;
        this.server = server;
        this.writer = socket.writer();
    }

    /** The whole life of the session; the thread's body. */
    void run(FrontendMessage.Startup startup) {
        Login login = new Login(socket, server, this);
        try {
            Session opened = login.open(startup);
            begin(opened);
            serve(opened);
        } catch (ClientGone e) {
            LOG.debug("event=client-gone client={}", socket.remoteHost());
        } catch (InterruptedException e) {
            LOG.error("event=interrupted client={}", socket.remoteHost(), e);
        } catch (RuntimeException | Error e) {
            farewell(ErrorFields.of(e));
        } finally {
            end(login);
        }
    }

    private void serve(Session opened) throws InterruptedException {
        Inbox inbox = socket.inbox();
        MessageHandler handler = new MessageHandler(opened, writer, inbox, server.events());
        socket.relayFor(opened);
        handler.ready();
        long idleSince = System.nanoTime();
        while (true) {
            Optional<SqlException> ended = opened.termination();
            if (ended.isPresent()) {
                throw new Fatal(ended.get());
            }
            if (handler.isIdle() && inbox.isShutdown()) {
                throw Fatal.of(SqlState.ADMIN_SHUTDOWN, "terminating connection due to administrator command");
            }
            boolean idle = handler.isIdle();
            switch (inbox.take(idle ? idleRest(opened, idleSince) : Duration.ZERO, idle)) {
                case Next.Message(FrontendMessage m) -> {
                    FrontendMessage message = m instanceof FrontendMessage.Frame frame
                            ? frame.read(writer.follow(opened.settings().clientEncoding()))
                            : m;
                    if (message instanceof FrontendMessage.Terminate) {
                        return;
                    }
                    handler.handle(message);
                    idleSince = System.nanoTime();
                }
                case Next.Closed n -> {
                    return;
                }
                case Next.Broken n -> {
                    if (n.violation().isSilent()) {
                        LOG.info(
                                "event=no-message client={} message=\"{}\"",
                                socket.remoteHost(),
                                n.violation().text());
                        return;
                    }
                    throw n.violation();
                }
                case Next.Shutdown n ->
                    throw Fatal.of(SqlState.ADMIN_SHUTDOWN, "terminating connection due to administrator command");
                case Next.Timeout n -> throw idleTooLong(opened);
                case Next.Woken n -> {
                    if (handler.isIdle()) {
                        handler.tellNotifications();
                        writer.flush();
                    }
                }
            }
        }
    }

    /** What is left of the time that it may be idle; zero for no limit. */
    private static Duration idleRest(Session session, long since) {
        Duration limit = idleLimit(session);
        Duration rest = limit.minusNanos(System.nanoTime() - since);
        return limit.isZero() ? Duration.ZERO : rest.isPositive() ? rest : Duration.ofNanos(1);
    }

    private static Duration idleLimit(Session session) {
        String name = session.status() == TransactionStatus.IDLE
                ? "idle_session_timeout"
                : "idle_in_transaction_session_timeout";
        return Duration.ofMillis(session.settings().millis(name));
    }

    private static Fatal idleTooLong(Session session) {
        return session.status() == TransactionStatus.IDLE
                ? Fatal.of(SqlState.IDLE_SESSION_TIMEOUT, "terminating connection due to idle-session timeout")
                : Fatal.of(
                        SqlState.IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
                        "terminating connection due to idle-in-transaction timeout");
    }

    private void begin(Session opened) {
        SqlException early;
        synchronized (lock) {
            session = opened;
            early = termination;
        }
        if (early != null) {
            opened.terminate(early);
        }
        server.events().sessionOpened();
        LOG.info(
                "event=session-start pid={} user={} client={}:{} tls={}",
                opened.identity().backendPid(),
                opened.identity().user(),
                socket.remoteHost(),
                socket.remotePort(),
                socket.isEncrypted());
    }

    private void end(Login login) {
        Session ending;
        synchronized (lock) {
            ending = session;
        }
        try {
            if (ending != null) {
                ending.close();
            }
        } catch (RuntimeException e) {
            LOG.warn("event=session-close-failed", e);
        } finally {
            if (ending != null) {
                server.events().sessionClosed();
                LOG.info("event=session-end pid={}", ending.identity().backendPid());
            }
            // Until then it is a client like others, which takes a place.
            writer.awaitSent();
            login.leave();
            socket.close();
        }
    }

    private void farewell(SqlException error) {
        boolean inSession;
        synchronized (lock) {
            inSession = session != null;
        }
        if (!inSession) {
            server.events().refused(error.state());
            LOG.info(
                    "event=refused client={} sqlstate={} message=\"{}\"",
                    socket.remoteHost(),
                    error.state().code(),
                    error.text());
        }
        try {
            writer.write(new BackendMessage.ErrorResponse(ErrorFields.error(error, true)));
            writer.flush();
        } catch (ClientGone e) {
            LOG.debug("event=client-gone client={}", socket.remoteHost());
        }
    }

    /** Cancels the running statement, if there is one. Blocks while the sources are told. */
    void cancel() {
        Session running = current();
        if (running != null) {
            running.cancel();
        }
    }

    /** The server stops: the session ends when it has nothing to do. */
    void shutdown() {
        socket.inbox().shutdown();
    }

    /** The server has waited long enough. Blocks while the sources are told. */
    void terminate() {
        end(new SqlException(SqlState.ADMIN_SHUTDOWN, "terminating connection due to administrator command"));
    }

    /** The connection is closed. Blocks while the sources are told. */
    void clientGone() {
        end(new SqlException(SqlState.CONNECTION_FAILURE, "connection to client lost"));
    }

    private void end(SqlException reason) {
        synchronized (lock) {
            termination = termination == null ? reason : termination;
        }
        Session running = current();
        if (running != null) {
            running.terminate(reason);
        }
    }

    /** The session, or null while the client logs in. */
    @Nullable Session session() {
        return current();
    }

    /** Closes the connection whatever it is doing. */
    void closeNow() {
        socket.inbox().close();
        socket.close();
    }

    private @Nullable Session current() {
        synchronized (lock) {
            return session;
        }
    }
}

package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.PlainText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on the session and its settings. */
final class SessionFunctions implements FunctionFamily {
    private static final String VERSION = "PostgreSQL 18.0 (Federator)";

    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("version()", (a, c) -> VERSION);
        f.strict("current_database()", (a, c) -> c.database());
        f.strict(
                "current_schema()",
                (a, c) -> c.searchPath().stream()
                        .filter(schema -> !schema.equals("pg_catalog"))
                        .findFirst()
                        .orElse(null));
        f.strict(
                "current_schemas(bool)",
                (a, c) -> ArrayValue.of(
                        SqlType.NAME,
                        c.searchPath().stream()
                                .filter(schema -> (boolean) a[0] || !schema.equals("pg_catalog"))
                                .toList()));
        f.strict("current_user() getpgusername()", (a, c) -> c.currentUser());
        f.strict("session_user()", (a, c) -> c.sessionUser());
        f.lenient("current_setting(text)", (a, c) -> a[0] == null ? null : setting((String) a[0], false, c));
        f.lenient(
                "current_setting(text,bool)",
                (a, c) -> a[0] == null || a[1] == null ? null : setting((String) a[0], (boolean) a[1], c));
        f.lenient("set_config(text,text,bool)", (a, c) -> {
            if (a[0] == null) {
                throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "SET requires parameter name");
            }
            boolean local = a[2] != null && (boolean) a[2];
            return a[1] == null ? c.reset((String) a[0], local) : c.set((String) a[0], (String) a[1], local);
        });
        f.strict("pg_backend_pid()", (a, c) -> c.backendPid());
        f.lenientTyped("pg_typeof(any)", (types, result) -> {
            long oid = types.getFirst().oid();
            return (a, c) -> oid;
        });
        // Drivers' pools call it when a connection comes back; no session holds an advisory lock, as the others are
        // refused.
        f.strict("pg_advisory_unlock_all()", (a, c) -> "");
        f.strict("pg_is_in_recovery()", (a, c) -> false);
        for (String none : List.of("inet_client_port()", "inet_server_port()", "pg_conf_load_time()")) {
            f.lenient(none, (a, c) -> null);
        }
        f.strict(
                "pg_client_encoding()",
                (a, c) -> PlainText.name(c.setting("client_encoding").orElse("UTF8")));
        f.strict(
                "pg_postmaster_start_time()",
                (a, c) -> ProcessHandle.current()
                        .info()
                        .startInstant()
                        .map(instant -> instant.toEpochMilli() * 1000)
                        .orElse(0L));
        f.strict("pg_jit_available()", (a, c) -> false);
        f.lenient("pg_notify(text,text)", (a, c) -> {
            c.actions().notify(a[0] == null ? "" : (String) a[0], a[1] == null ? "" : (String) a[1]);
            return "";
        });
        f.set(
                "pg_listening_channels()",
                (types, result) -> (a, c) -> c.actions().listening().stream()
                        .map(name -> new @Nullable Object[] {name})
                        .iterator());
        f.strict("pg_notification_queue_usage()", (a, c) -> c.actions().notificationQueueUsage());
        f.strict("pg_cancel_backend(int4)", (a, c) -> c.actions().cancel((int) a[0]));
        f.strict("pg_terminate_backend(int4,int8)", (a, c) -> {
            if ((long) a[1] < 0) {
                throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "\"timeout\" must not be negative");
            }
            return c.actions().terminate((int) a[0], (long) a[1]);
        });
        f.declareEffect("federator.statements_reset", List.of(), "void");
        f.strict("federator.statements_reset()", (a, c) -> {
            c.actions().resetStatistics();
            return "";
        });
        f.declareEffect("federator.commit_transaction", List.of("text"), "void");
        f.strict("federator.commit_transaction(text)", (a, c) -> {
            c.actions().resolve((String) a[0], true);
            return "";
        });
        f.declareEffect("federator.rollback_transaction", List.of("text"), "void");
        f.strict("federator.rollback_transaction(text)", (a, c) -> {
            c.actions().resolve((String) a[0], false);
            return "";
        });
        f.strict("pg_sleep(float8)", (a, c) -> sleep((double) a[0], c));
    }

    private static @Nullable String setting(String name, boolean missingAllowed, EvaluationContext context) {
        return context.setting(name).orElseGet(() -> {
            if (missingAllowed) {
                return null;
            }
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter \"" + name + "\"");
        });
    }

    /** Waits in small steps, so that a cancelled query stops soon. */
    private static String sleep(double seconds, EvaluationContext context) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try {
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                context.scope().check();
                Thread.sleep(Math.max(1, Math.min(50, left / 1_000_000)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SqlException(SqlState.QUERY_CANCELED, "canceling statement due to user request", e);
        }
        context.scope().check();
        return "";
    }
}

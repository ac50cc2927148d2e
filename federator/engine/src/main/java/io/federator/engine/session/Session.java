package io.federator.engine.session;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.ScriptReading;
import io.federator.engine.parser.SqlParser;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.pipeline.PreparedQuery;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.Notice.Severity;
import io.federator.engine.session.setting.SessionSettings;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.QueryScope;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client. All methods belong to the session's one thread, except {@link #cancel} and {@link #terminate}, which any thread may
 * call and which never interrupt it.
 *
 * <p>The order of calls: {@link #prepare}, {@link #bind}, {@link #run} (again after a suspension), and {@link #endOfMessage} when
 * the client waits for the outcome (the end of a simple query, or Sync). Whatever throws is answered by {@link #failed}.
 */
public final class Session implements AutoCloseable {
    private final SessionIdentity identity;
    private final SessionServices services;
    private final SessionSettings settings;
    private final SessionClient client;
    private final Transaction transaction;
    private final Notifications notifications;
    private final Execution execution;
    private final TransactionTimer transactionTimer;
    private final Portals portals = new Portals();
    private final PreparedStatements statements = new PreparedStatements();
    private final GenericStatements generics = new GenericStatements(this);
    private final Commands commands = new Commands(this);
    private final Relays relays;

    private final SessionActivity activity;
    private boolean alone;

    /** @throws SqlException when the settings ask for another user */
    public Session(SessionIdentity identity, SessionServices services, SessionSettings settings, SessionClient client) {
        this.identity = identity;
        this.services = services;
        this.settings = settings;
        this.client = client;
        this.transaction = new Transaction(settings, services.clock());
        this.activity = new SessionActivity(settings, transaction);
        this.notifications = new Notifications(services.channels(), identity.backendPid(), client::wake);
        this.execution = new Execution(settings, services.timer());
        SqlException late =
                new SqlException(SqlState.TRANSACTION_TIMEOUT, "terminating connection due to transaction timeout");
        this.transactionTimer = new TransactionTimer(settings, services.timer(), () -> terminate(late));
        this.relays = new Relays(this, statements, generics, execution, activity);
        SettingRules.checkUser(this);
    }

    /** Microseconds since 1970-01-01 UTC. */
    public long startMicros() {
        return activity.startMicros();
    }

    /** As the client last set it before it was idle. Any thread. */
    public String applicationName() {
        return activity.applicationName();
    }

    /** What it does now. Any thread. */
    public Activity activity() {
        return activity.now();
    }

    /** The client has been answered, and nothing is to be done. */
    public void idle() {
        transactionTimer.update(transaction.isOpen());
        activity.idle();
    }

    /** What was told on the channels that it listens to; nothing within a transaction, at whose end they are to be told. */
    public List<Notification> notified() {
        return transaction.isOpen() ? List.of() : notifications.take();
    }

    /** The named prepared statements, by name. */
    public Map<String, PreparedStatement> preparedStatements() {
        return statements.named();
    }

    /** The open cursors: portals with a name and rows. */
    public List<Portal> cursors() {
        return portals.cursors();
    }

    public SessionIdentity identity() {
        return identity;
    }

    public SessionSettings settings() {
        return settings;
    }

    public TransactionStatus status() {
        return transaction.status();
    }

    /** The statements of a text. */
    public List<ParsedStatement> parse(String sql) {
        boolean standard = settings.isOn("standard_conforming_strings");
        return SqlParser.parseScript(
                sql,
                new ScriptReading(
                        standard,
                        !standard && settings.isOn("escape_string_warning"),
                        remark -> notice(Notice.of(remark))));
    }

    /** The statements that follow belong together: without BEGIN they succeed or fail as one. */
    public void implicitBlock() {
        transaction.implicitBlock();
    }

    /**
     * Prepares a statement for any number of bindings.
     *
     * @param parsed null for a text without a statement
     * @param declared the types that the client gave to its parameters; UNKNOWN or missing where it gave none
     */
    public PreparedStatement prepare(@Nullable ParsedStatement parsed, List<SqlType> declared) {
        if (parsed == null) {
            return new PreparedStatement(null, null, declared, false, null, List.of());
        }
        StatementRules.checkAllowed(parsed.statement(), transaction);
        if (parsed.firstParameter().filter(parameter -> parameter.number() == 0).isPresent()) {
            StatementRules.checkWithoutParameters(parsed);
        }
        begin();
        activity.active(parsed);
        StatementScope scope = new StatementScope();
        return execution.within(scope, () -> plan(parsed, declared, false, scope));
    }

    /**
     * A statement that is known but for its constants, ready to be bound; empty for one that is to be parsed and prepared. When
     * something is wrong with it, that is for {@link #parse} and {@link #prepare} to say.
     */
    public Optional<PreparedStatement> known(String sql) {
        Optional<PreparedStatement> found = generics.find(sql);
        if (found.isPresent()) {
            begin();
        }
        return found;
    }

    /** PREPARE: the same from within a running statement. */
    PreparedStatement prepareWithin(ParsedStatement parsed, List<SqlType> declared, StatementScope scope) {
        return plan(parsed, declared, true, scope);
    }

    private PreparedStatement plan(
            ParsedStatement parsed, List<SqlType> declared, boolean fromSql, StatementScope scope) {
        ParsedStatement query = StatementRules.query(parsed);
        if (query == null) {
            return new PreparedStatement(parsed, null, declared, fromSql, null, List.of());
        }
        StatementContext context = new StatementContext(this, List.of(), scope);
        PreparedQuery plan = parsed.statement() instanceof Statement.Copy copy
                ? CopyCommands.inItsWords(copy, () -> services.queries().prepare(query, declared, context))
                : services.queries().prepare(query, declared, context);
        return new PreparedStatement(parsed, query, plan.parameters(), fromSql, plan, context.searchPath());
    }

    /** Keeps a statement under a name; the empty name is given anew each time. */
    public void keep(String given, PreparedStatement statement) {
        statements.keep(given, statement, transaction.statementMicros());
    }

    public PreparedStatement statement(String name) {
        return statements.get(name);
    }

    /** Forgets a statement; it need not be there. Portals made of it live on. */
    public void closeStatement(String name) {
        statements.remove(name);
    }

    void closeAllStatements() {
        statements.clear();
    }

    /** The columns of a statement's rows; empty for a statement that has none. */
    public Optional<List<ResultColumn>> columns(PreparedStatement statement) {
        return commands.columns(statement);
    }

    /** The same for a portal, which may have been started. */
    public Optional<List<ResultColumn>> columns(Portal portal) {
        return portal.outcome() instanceof Outcome.Rows rows
                ? Optional.of(rows.columns())
                : commands.columns(portal.statement());
    }

    /**
     * Makes a portal; the one with the empty name replaces its predecessor.
     *
     * @param parameters as many as the statement has, in the classes that the kinds of their types name
     * @param resultFormats as Bind has them
     */
    public Portal bind(
            String name,
            PreparedStatement statement,
            List<? extends @Nullable Object> parameters,
            List<Integer> resultFormats) {
        ParsedStatement parsed = statement.parsed();
        if (parsed != null) {
            StatementRules.checkAllowed(parsed.statement(), transaction);
        }
        begin();
        PreparedQuery plan = statement.plan();
        if (plan != null && parsed != null && parsed.statement() instanceof Statement.Select) {
            services.queries().check(plan);
        }
        return portals.open(name, statement, parameters, resultFormats, transaction.statementMicros());
    }

    /** The formats that the simple protocol sends a statement's rows in: text, but for FETCH from a BINARY cursor. */
    public List<Integer> simpleFormats(ParsedStatement parsed) {
        return parsed.statement() instanceof Statement.Fetch fetch
                ? portals.find(fetch.cursor()).map(Portal::fetchFormats).orElse(List.of())
                : List.of();
    }

    /** 42P02 for a parameter in a text whose parameters nobody gives values to. */
    public void checkWithoutParameters(ParsedStatement parsed) {
        StatementRules.checkWithoutParameters(parsed);
    }

    /** What the input functions of Bind's parameters may depend on. */
    public EvaluationContext inputContext() {
        return new StatementContext(this, List.of(), QueryScope.uncancellable());
    }

    public Portal portal(String name) {
        return portals.find(name)
                .orElseThrow(
                        () -> new SqlException(SqlState.INVALID_CURSOR_NAME, "portal \"" + name + "\" does not exist"));
    }

    /** Closes a portal; it need not be there. */
    public void closePortal(String name) {
        portals.close(name);
    }

    /**
     * Runs a portal from where it stands.
     *
     * @param maxRows the most rows to send before it is suspended; 0 or less for all
     */
    public Completion run(Portal portal, long maxRows, RowSink sink) {
        return run(portal, maxRows, sink, false);
    }

    /** @param last whether the client is known to wait for the outcome next, so that an implicit transaction ends with this statement */
    public Completion run(Portal portal, long maxRows, RowSink sink, boolean last) {
        alone = last;
        ParsedStatement parsed = portal.statement().parsed();
        if (parsed == null) {
            return new Completion.Empty();
        }
        StatementRules.checkAllowed(parsed.statement(), transaction);
        begin();
        activity.active(parsed);
        return execution.within(
                portal.scope(), () -> commands.run(portal, maxRows <= 0 ? Long.MAX_VALUE : maxRows, sink));
    }

    /** For statements that need not come here. */
    public Relays relays() {
        return relays;
    }

    void begin() {
        transaction.statement();
        transactionTimer.update(true);
    }

    /** The client waits: an implicit transaction ends here, and its portals with it. */
    public void endOfMessage() {
        if (transaction.isOpen() && !transaction.isExplicit()) {
            commit();
        }
    }

    /** Ends the transaction as a success. When it throws, the transaction has been rolled back. */
    void commit() {
        boolean committed = false;
        try {
            portals.detach(execution);
            portals.closeEnding();
            transaction.commitSources();
            notifications.commit();
            transaction.commit();
            portals.closeAtCommit();
            committed = true;
        } finally {
            if (committed) {
                transactionTimer.update(false);
                transaction.releaseSources();
            } else {
                rollback();
            }
        }
    }

    /** Ends the transaction as if it had not been. */
    void rollback() {
        transaction.rollback();
        notifications.rollback();
        transactionTimer.update(false);
        try {
            portals.closeAtRollback();
        } finally {
            transaction.releaseSources();
        }
    }

    /** Rolls back what the error ends: a transaction block fails, anything else is over. */
    public void failed() {
        if (transaction.fail()) {
            notifications.rollback();
            transactionTimer.update(false);
        }
        Optional<Transaction.Savepoint> savepoint = transaction.lastSavepoint();
        if (savepoint.isPresent()) {
            portals.closeSince(savepoint.get().portals());
            return;
        }
        try {
            portals.closeAtRollback();
        } finally {
            transaction.releaseSources();
        }
    }

    /** Stops the running statement with 57014; does nothing between statements. Any thread. */
    public void cancel() {
        execution.cancel(new SqlException(SqlState.QUERY_CANCELED, "canceling statement due to user request"));
    }

    /** Stops the running statement and all later ones with this error. Any thread. */
    public void terminate(SqlException reason) {
        execution.terminate(reason);
        client.end();
    }

    /** Why it is to end, once {@link #terminate} has been called. Any thread. */
    public Optional<SqlException> termination() {
        return execution.termination();
    }

    /** Rolls back and releases everything. */
    @Override
    public void close() {
        transaction.rollback();
        transactionTimer.update(false);
        notifications.close();
        statements.clear();
        try {
            portals.closeAll();
        } finally {
            transaction.releaseSources();
        }
    }

    /** Whether no other statement will be part of the running statement's implicit transaction. */
    boolean isAlone() {
        return alone;
    }

    SessionServices services() {
        return services;
    }

    Transaction transaction() {
        return transaction;
    }

    Portals portals() {
        return portals;
    }

    Notifications notifications() {
        return notifications;
    }

    /** Tells the client, if it wants to hear that much. */
    void notice(Notice notice) {
        String least = settings.show("client_min_messages");
        boolean wanted = !least.equals("error") && (notice.severity() == Severity.WARNING || !least.equals("warning"));
        if (wanted) {
            client.notice(notice);
        }
    }
}

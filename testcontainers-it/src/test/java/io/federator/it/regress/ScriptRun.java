package io.federator.it.regress;

import io.federator.it.deployment.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One file. Everything runs in the oracle, in order. A statement counts when it begins with SELECT, VALUES, TABLE or WITH
 * and writes nothing; before it is put to the gateways, the tables and views that it names are copied into the sources as
 * the oracle's session sees them at that moment, temporary ones and uncommitted rows included, and the settings of that
 * session that show in answers are made theirs. Not measured are statements that
 *
 * <ul>
 *   <li>name a function, type or operator that the scripts create: a catalog cannot hold them;
 *   <li>read a table with a column of such a type, or of a type that Federator does not know;
 *   <li>come while a transaction has failed;
 *   <li>have an answer that is not determined: PostgreSQL itself gives another one over the same rows stored in another
 *       order, or with other plans; or LIMIT or DISTINCT ON picks rows in no order.
 * </ul>
 */
final class ScriptRun {
    private static final int SHUFFLES = 3;
    private static final Pattern COPY_FILE = Pattern.compile("(?is)(copy\\s.*\\bfrom\\s+)'(/[^']+)'(.*)");

    private final Oracle oracle;
    private final List<Deployment> deployments;
    private final FileReport report;
    private Map<String, Relation> relations = new LinkedHashMap<>();
    private Set<String> functions = Set.of();
    private Set<String> types = Set.of();
    private Set<String> operators = Set.of();
    private Set<String> wordsOfFile = Set.of();
    private boolean changed = true;
    private final Set<String> current = new HashSet<>();
    /** Views that cannot be read, so that there is nothing to copy. */
    private final Set<String> failing = new HashSet<>();

    ScriptRun(Oracle oracle, List<Deployment> deployments, FileReport report) {
        this.oracle = oracle;
        this.deployments = deployments;
        this.report = report;
    }

    void run(List<ScriptStatement> statements) throws SQLException {
        wordsOfFile = statements.stream()
                .flatMap(statement -> statement.words().stream())
                .collect(Collectors.toSet());
        for (ScriptStatement statement : statements) {
            if (!statement.isRead()) {
                changed |= !statement.isHarmless();
                change(oracle, statement);
            } else if (oracle.isFailed()) {
                oracle.ask(statement);
                report.leaveOut("in a failed transaction");
            } else {
                measure(statement);
            }
        }
    }

    /** Runs a statement that is not measured; files are read here, as the server may have no access. */
    static void change(Oracle oracle, ScriptStatement statement) {
        Matcher copy = COPY_FILE.matcher(statement.sql());
        if (!copy.matches()) {
            oracle.ask(statement);
            return;
        }
        try {
            oracle.ask(
                    copy.group(1) + "stdin" + copy.group(3),
                    Files.readString(Path.of(copy.group(2)), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(ScriptStatement statement) throws SQLException {
        if (changed) {
            look();
        }
        Set<String> words = new TreeSet<>(statement.words());
        List<Relation> mentioned = relations.values().stream()
                .filter(relation -> words.contains(relation.name()))
                .toList();
        Optional<String> reason = reasonToLeaveOut(statement, words, mentioned);
        if (reason.isPresent()) {
            oracle.ask(statement);
            report.leaveOut(reason.get());
            // A function may write.
            changed = true;
            return;
        }
        copy(mentioned);
        if (mentioned.stream().anyMatch(relation -> failing.contains(relation.name()))) {
            oracle.ask(statement);
            report.leaveOut("view that fails");
            return;
        }
        for (Deployment deployment : deployments) {
            deployment.serve(mentioned);
        }
        Answer expected = oracle.ask(statement);
        for (int i = 0; i < deployments.size(); i++) {
            Deployment deployment = deployments.get(i);
            Answer answer = deployment.ask(statement.sql());
            Verdict verdict = Verdict.of(statement, expected, answer);
            if (verdict == Verdict.WRONG_ANSWER && isUndetermined(statement, mentioned, expected, answer)) {
                verdict = Verdict.UNDETERMINED;
            } else if (verdict == Verdict.WRONG_ANSWER
                    && !deployment.refusedSettings().isEmpty()) {
                verdict = Verdict.REFUSED;
            }
            report.add(i, verdict, statement, expected, answer);
        }
    }

    /** What the session sees now. */
    private void look() {
        Map<String, Relation> now = oracle.relations();
        deployments.forEach(deployment -> deployment.retain(now.keySet()));
        relations = now;
        functions = oracle.ownFunctions();
        types = oracle.ownTypes();
        operators = oracle.ownOperators();
        Map<String, String> settings = oracle.settings();
        deployments.forEach(deployment -> deployment.set(settings));
        current.clear();
        failing.clear();
        changed = false;
    }

    private Optional<String> reasonToLeaveOut(ScriptStatement statement, Set<String> words, List<Relation> mentioned) {
        if (statement.calls().stream().anyMatch(functions::contains)) {
            return Optional.of("function of the script");
        }
        if (statement.types().stream().anyMatch(types::contains)) {
            return Optional.of("type of the script");
        }
        if (operators.stream().anyMatch(operator -> statement.sql().contains(operator))) {
            return Optional.of("operator of the script");
        }
        if (mentioned.stream().anyMatch(relation -> !relation.isServable())) {
            return Optional.of("table that cannot be served");
        }
        return words.contains("pg_temp") ? Optional.of("temporary schema") : Optional.empty();
    }

    /** With the mentioned ones all others of the file, so that the gateways need not start again for each. */
    private void copy(List<Relation> mentioned) throws SQLException {
        List<Relation> wanted = new ArrayList<>(mentioned);
        if (!deployments.getFirst().isServing(mentioned)) {
            relations.values().stream()
                    .filter(relation -> wordsOfFile.contains(relation.name()) && relation.isServable())
                    .filter(relation -> !wanted.contains(relation))
                    .forEach(wanted::add);
        }
        for (Relation relation : wanted) {
            if (current.add(relation.name())) {
                copy(relation);
            }
        }
    }

    private void copy(Relation relation) throws SQLException {
        for (Deployment deployment : deployments) {
            List<List<@Nullable String>> rows;
            try {
                rows = oracle.contents(relation, deployment.condition(relation));
            } catch (IllegalStateException e) {
                failing.add(relation.name());
                rows = List.of();
            }
            deployment.load(relation, rows);
        }
    }

    /**
     * Whether PostgreSQL answers otherwise when the rows are stored otherwise, or when it plans otherwise; or whether the answer
     * has other rows of those that a LIMIT or DISTINCT ON without an order may pick.
     */
    private boolean isUndetermined(ScriptStatement statement, List<Relation> mentioned, Answer expected, Answer answer)
            throws SQLException {
        if (!(expected instanceof Answer.Table)) {
            return false;
        }
        Deployment whole = deployments.getFirst();
        Optional<String> withoutPick = Sameness.withoutPick(statement.sql());
        if (withoutPick.isPresent()
                && Sameness.isPick(
                        answer, expected, whole.others(withoutPick.get()).getFirst())) {
            return true;
        }
        for (int i = 0; i < SHUFFLES; i++) {
            for (Relation relation : mentioned) {
                List<List<@Nullable String>> rows = new ArrayList<>(oracle.contents(relation, "true"));
                Collections.shuffle(rows, new Random(i));
                whole.load(relation, rows);
            }
            for (Answer other : whole.others(statement.sql())) {
                if (other instanceof Answer.Table && !Sameness.isSame(statement, expected, other)) {
                    return true;
                }
            }
        }
        return false;
    }
}

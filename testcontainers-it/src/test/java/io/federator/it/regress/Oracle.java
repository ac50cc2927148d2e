package io.federator.it.regress;

import io.federator.it.deployment.Answer;
import io.federator.it.regress.Relation.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The session of one PostgreSQL that runs everything, and what it sees between two statements. */
final class Oracle implements AutoCloseable {
    private static final String RELATIONS = """
        select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               coalesce(array_position(p.conkey, a.attnum), 0), has_table_privilege(c.oid, 'select')
        from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             left join pg_constraint p on p.conrelid = c.oid and p.contype = 'p'
        where c.relkind in ('r', 'p', 'v', 'm') and c.relispopulated and pg_table_is_visible(c.oid)
              and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        order by c.oid, a.attnum
        """;

    private static final String OWN_NAMES = """
        select proname::text from pg_proc where oid >= 16384
               and proname not in (select b.proname from pg_proc b where b.oid < 16384)
        """;
    private static final String OWN_TYPES = """
        select typname::text from pg_type t left join pg_class c on c.oid = typrelid
        where t.oid >= 16384 and (typtype in ('d', 'e', 'r', 'm', 'b') and typelem = 0 or c.relkind = 'c')
              and t.typisdefined
        """;
    private static final String OWN_OPERATORS = "select oprname::text from pg_operator where oid >= 16384 and oprname"
            + " not in (select b.oprname from pg_operator b where b.oid < 16384)";
    private static final String SETTINGS =
            "select name, case name when 'TimeZone' then current_setting(name) else setting end from pg_settings where"
                    + " lower(name) in ('datestyle', 'intervalstyle', 'timezone', 'bytea_output', 'extra_float_digits',"
                    + " 'standard_conforming_strings', 'escape_string_warning', 'backslash_quote', 'array_nulls')";
    private static final String PLAIN_TEXTS = "set local datestyle = 'ISO, YMD'; set local intervalstyle = postgres;"
            + " set local timezone = 'UTC'; set local bytea_output = hex; set local extra_float_digits = 1;";

    private final WireClient session;

    Oracle(WireClient session) {
        this.session = session;
    }

    Answer ask(ScriptStatement statement) {
        return session.ask(statement.sql(), statement.input());
    }

    Answer ask(String sql, String input) {
        return session.ask(sql, input);
    }

    /** Whether every statement would be refused until the transaction ends. */
    boolean isFailed() {
        return session.status() == 'E';
    }

    /** Runs between the statements of the script, and leaves no trace. */
    private List<List<@Nullable String>> aside(String before, String sql) {
        boolean inside = session.status() == 'T';
        session.rows((inside ? "savepoint aside; " : "begin; ") + before);
        Answer answer = session.ask(sql);
        session.rows(inside ? "rollback to aside; release aside" : "rollback");
        return switch (answer) {
            case Answer.Table table -> table.rows();
            case Answer.Done _, Answer.Failure _ -> throw new IllegalStateException(answer.brief());
        };
    }

    Map<String, Relation> relations() {
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        Map<String, Map<Integer, String>> keys = new HashMap<>();
        for (List<@Nullable String> row : aside("", RELATIONS)) {
            String name = text(row, 0);
            if (text(row, 5).equals("f")) {
                continue;
            }
            List<Column> all = columns.computeIfAbsent(name, _ -> new ArrayList<>());
            if (row.get(1) != null) {
                all.add(new Column(text(row, 1), text(row, 2), text(row, 3).equals("t")));
            }
            if (!text(row, 4).equals("0")) {
                keys.computeIfAbsent(name, _ -> new TreeMap<>()).put(Integer.valueOf(text(row, 4)), text(row, 1));
            }
        }
        Map<String, Relation> relations = new LinkedHashMap<>();
        columns.forEach((name, all) -> relations.put(
                name,
                new Relation(
                        name,
                        List.copyOf(all),
                        List.copyOf(keys.getOrDefault(name, Map.of()).values()))));
        return relations;
    }

    private static String text(List<@Nullable String> row, int index) {
        return String.valueOf(row.get(index));
    }

    Set<String> ownFunctions() {
        return names(OWN_NAMES);
    }

    Set<String> ownTypes() {
        return names(OWN_TYPES);
    }

    Set<String> ownOperators() {
        return names(OWN_OPERATORS);
    }

    private Set<String> names(String sql) {
        Set<String> names = new HashSet<>();
        aside("", sql).forEach(row -> names.add(text(row, 0)));
        return names;
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        aside("", SETTINGS).forEach(row -> settings.put(text(row, 0), text(row, 1)));
        return settings;
    }

    /** The rows of a relation in the texts that a source reads, each led by whether a condition holds. */
    List<List<@Nullable String>> contents(Relation relation, String condition) {
        return aside(
                PLAIN_TEXTS,
                "select (" + condition + ") is true, " + relation.selectList() + " from " + relation.quoted());
    }

    @Override
    public void close() {
        session.close();
    }
}

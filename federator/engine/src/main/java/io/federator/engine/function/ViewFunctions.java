package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions below PostgreSQL's views of the server: tools call some of them without the view. They answer what the view
 * holds. Also what text search parsers tell of their tokens.
 */
final class ViewFunctions implements FunctionFamily {
    private static final Map<String, String> VIEWS = Map.ofEntries(
            Map.entry("pg_show_all_settings()", "pg_settings"),
            Map.entry("pg_show_all_file_settings()", "pg_file_settings"),
            Map.entry("pg_prepared_statement()", "pg_prepared_statements"),
            Map.entry("pg_cursor()", "pg_cursors"),
            Map.entry("pg_timezone_names()", "pg_timezone_names"),
            Map.entry("pg_lock_status()", "pg_locks"),
            Map.entry("pg_hba_file_rules()", "pg_hba_file_rules"),
            Map.entry("pg_ident_file_mappings()", "pg_ident_file_mappings"),
            Map.entry("pg_config()", "pg_config"),
            Map.entry("pg_get_backend_memory_contexts()", "pg_backend_memory_contexts"),
            Map.entry("pg_get_shmem_allocations()", "pg_shmem_allocations"),
            Map.entry("pg_get_wait_events()", "pg_wait_events"),
            Map.entry("pg_stat_get_slru()", "pg_stat_slru"),
            Map.entry("pg_stat_get_io()", "pg_stat_io"));

    private static final long DEFAULT_PARSER = 3722;

    /** Names and descriptions of the tokens of PostgreSQL's one parser, by number from 1. */
    private static final List<List<String>> TOKENS = List.of(
            List.of("asciiword", "Word, all ASCII"),
            List.of("word", "Word, all letters"),
            List.of("numword", "Word, letters and digits"),
            List.of("email", "Email address"),
            List.of("url", "URL"),
            List.of("host", "Host"),
            List.of("sfloat", "Scientific notation"),
            List.of("version", "Version number"),
            List.of("hword_numpart", "Hyphenated word part, letters and digits"),
            List.of("hword_part", "Hyphenated word part, all letters"),
            List.of("hword_asciipart", "Hyphenated word part, all ASCII"),
            List.of("blank", "Space symbols"),
            List.of("tag", "XML tag"),
            List.of("protocol", "Protocol head"),
            List.of("numhword", "Hyphenated word, letters and digits"),
            List.of("asciihword", "Hyphenated word, all ASCII"),
            List.of("hword", "Hyphenated word, all letters"),
            List.of("url_path", "URL path"),
            List.of("file", "File or path name"),
            List.of("float", "Decimal notation"),
            List.of("int", "Signed integer"),
            List.of("uint", "Unsigned integer"),
            List.of("entity", "XML entity"));

    @Override
    public void contribute(FunctionRegistry f) {
        VIEWS.forEach((function, view) -> f.set(
                function, (types, result) -> (a, c) -> c.names().rows(view, c).iterator()));
        f.set("ts_token_type(oid)", (types, result) -> (a, c) -> {
            if (!Long.valueOf(DEFAULT_PARSER).equals(a[0])) {
                throw new SqlException(SqlState.INTERNAL_ERROR, "cache lookup failed for text search parser " + a[0]);
            }
            return tokens();
        });
        f.set("ts_token_type(text)", (types, result) -> (a, c) -> {
            if (!"default".equals(a[0]) && !"pg_catalog.default".equals(a[0])) {
                throw new SqlException(SqlState.UNDEFINED_OBJECT, "text search parser \"" + a[0] + "\" does not exist");
            }
            return tokens();
        });
    }

    private static Iterator<@Nullable Object[]> tokens() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (List<String> token : TOKENS) {
            rows.add(new @Nullable Object[] {rows.size() + 1, token.getFirst(), token.getLast()});
        }
        return rows.iterator();
    }
}

package io.federator.engine;

import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.names.ObjectNames;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.SqlParser;
import io.federator.engine.pipeline.QueryEngine;
import io.federator.spi.error.SqlException;
import io.federator.spi.value.RowCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the first query would otherwise pay for: classes are loaded and the tables' descriptions are read from the sources. Queries
 * over system tables are run, queries over the catalog's tables are only planned, so that no source works for it.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** Tables of one schema are much alike to the code, so a few do. */
    private static final int TABLES = 8;

    private static final List<String> SYSTEM_QUERIES = List.of(
            "select n.nspname, c.relname, count(*) filter (where a.attnotnull) from pg_catalog.pg_class c"
                    + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                    + " left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
                    + " where c.relkind in ('r', 'v') and n.nspname <> 'pg_toast' group by 1, 2 having count(*) > 1"
                    + " order by 2 desc limit 10",
            "select t.typname || ' ' || t.oid::text, case when t.typlen > 0 then t.typlen * 2 else 1.5 end"
                    + " from pg_catalog.pg_type t where exists (select 1 from pg_catalog.pg_type e"
                    + " where e.oid = t.typelem) and t.typname like '%int%' union all select 'x', 1 order by 1");

    private final QueryEngine queries;
    private final LogicalCatalog catalog;
    private final EvaluationContext context;

    WarmUp(QueryEngine queries, LogicalCatalog catalog, EvaluationContext context) {
        this.queries = queries;
        this.catalog = catalog;
        this.context = context;
    }

    /** Returns when everything was done; blocks as long as the sources take to answer. */
    void run() {
        long begin = System.nanoTime();
        SYSTEM_QUERIES.forEach(this::execute);
        userTables().forEach(table -> {
            plan("select * from " + table);
            plan("select count(*) from " + table + " t having count(*) > $1::int8 order by 1 limit 10");
        });
        LOG.debug(
                "event=warm-up millis={}",
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    private List<String> userTables() {
        List<String> tables = new ArrayList<>();
        for (String schema : catalog.schemas()) {
            if (schema.equals("pg_catalog") || schema.equals("information_schema")) {
                continue;
            }
            for (String table : catalog.tables(schema)) {
                tables.add(ObjectNames.quote(schema) + "." + ObjectNames.quote(table));
            }
        }
        return tables.subList(0, Math.min(TABLES, tables.size()));
    }

    private void execute(String sql) {
        for (ParsedStatement statement : SqlParser.parseScript(sql)) {
            try (RowCursor rows = queries.execute(queries.prepare(statement, List.of(), context), context)) {
                while (rows.next()) {
                    rows.get(0);
                }
            }
        }
    }

    private void plan(String sql) {
        for (ParsedStatement statement : SqlParser.parseScript(sql)) {
            try {
                queries.prepare(statement, List.of(), context);
            } catch (SqlException e) {
                // A table that cannot be described yet: whoever asks for it is told the same.
                LOG.info("event=warm-up-skipped sql=\"{}\" state={} message=\"{}\"", sql, e.state(), e.getMessage());
            }
        }
    }
}

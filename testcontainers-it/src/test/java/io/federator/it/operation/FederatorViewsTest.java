package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.it.deployment.Asking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema federator shows what is behind the tables, and what is at work. */
class FederatorViewsTest extends OverTwoSources {
    private static final String JOIN =
            "select i.name, t.name from items i join things t using (id) where i.id between 11 and 20";

    private List<String> ask(String sql) throws SQLException {
        try (Connection connection = gateway.connect()) {
            return Asking.column(connection, sql);
        }
    }

    @Test
    void sources() throws SQLException {
        assertThat(ask("select concat_ws(' ', name, kind, state, latency_ms >= 0, pool_max > 0, pool_waiting,"
                        + " pool_active + pool_idle <= pool_max) from federator.sources order by name"))
                .containsExactly("left postgresql up t t 0 t", "right mariadb up t t 0 t");
    }

    @Test
    void fragments() throws SQLException {
        assertThat(ask("select concat_ws(' ', fragment, predicate, source, source_table, copy) from federator.fragments"
                        + " where table_name = 'parts' order by fragment"))
                .containsExactly("1 id <= 5000 left parts 1", "2 id > 5000 right parts 1");
    }

    @Test
    void placements() throws SQLException {
        assertThat(ask("select concat_ws(' ', node, kind, coalesce(source, '-')) from federator.placements"
                        + " where table_name in ('parts', 'items') order by table_name, node"))
                .containsExactly(" place left", " rows -", "1 place left", "2 place right");
    }

    @Test
    void sessions() throws SQLException {
        assertThat(ask("select concat_ws(' ', user_name, state, client_address is not null, query like '%itself%',"
                        + " started <= query_start) from federator.sessions where pid = pg_backend_pid() /* itself */"))
                .containsExactly("tester active t t t");
    }

    @Test
    void plans() throws SQLException {
        String query = "select count(*) from items where price > 17 and name like 'plans%'";
        ask(query);
        ask(query);
        assertThat(ask("select concat_ws(' ', sources, leaves, uses > 0, plan_time_ms > 0, last_used >= made)"
                        + " from federator.plans where query like '%from items where price > $1 and name like $2%'"))
                .containsExactly("{left} 1 t t t");
    }

    @Test
    void statements() throws SQLException {
        ask("select federator.statements_reset()");
        ask(JOIN);
        ask(JOIN.replace("11", "12"));
        ask(JOIN.replace("between 11 and 20", "= 13"));
        assertThat(ask("select concat_ws(' ', user_name, calls, rows, rows_fetched ="
                        + " (rows_fetched_by_source->>'left')::int8 + (rows_fetched_by_source->>'right')::int8,"
                        + " rows_fetched >= 2 * rows, min_time_ms <= mean_time_ms and mean_time_ms <= max_time_ms,"
                        + " abs(total_time_ms - calls * mean_time_ms) < 0.001) from federator.statements where"
                        + " query like 'select i.name%' order by calls desc"))
                .containsExactly("tester 2 19 t t t t", "tester 1 1 t t t t");
        assertThat(ask("select query from federator.statements where query like 'select i.name%' and calls = 2"))
                .containsExactly(
                        "select i.name, t.name from items i join things t using (id) where i.id between $1 and $2");
        ask("select federator.statements_reset()");
        assertThat(ask("select count(*) from federator.statements where query like 'select i.name%'"))
                .containsExactly("0");
    }

    @Test
    void joinsWithTables() throws SQLException {
        assertThat(ask("select count(*) from things t, federator.sources s where t.id <= 3"))
                .containsExactly("6");
    }
}

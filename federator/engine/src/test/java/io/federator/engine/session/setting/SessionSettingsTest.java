package io.federator.engine.session.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.engine.context.FormatSettings.DateOrder;
import io.federator.engine.context.FormatSettings.DateStyle;
import io.federator.engine.session.setting.SessionSettings.Snapshot;
import io.federator.spi.error.SqlException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expectations are what a PostgreSQL 18 answers. */
final class SessionSettingsTest {
    private final SessionSettings settings = new SessionSettings(Map.of(), Map.of("session_authorization", "me"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timezone | europe/berlin | Europe/Berlin",
                "timezone | utc | UTC",
                "timezone | EST | EST",
                "TimeZone | -8 | <-08>+08",
                "timezone | 2.5 | <+02:30>-02:30",
                "timezone | UTC+3 | UTC+3",
                "timezone | <+03>-3 | <+03>-3",
                "timezone | +02:30 | +02:30",
                "timezone | 5 | <+05>-05",
                "timezone | GMT0 | GMT0",
                "datestyle | german | German, DMY",
                "datestyle | 'postgres, dmy' | 'Postgres, DMY'",
                "datestyle | us | ISO, MDY",
                "datestyle | euro | ISO, DMY",
                "datestyle | ymd | ISO, YMD",
                "datestyle | nonEuropean | ISO, MDY",
                "datestyle | '' | ISO, MDY",
                "intervalstyle | SQL_standard | sql_standard",
                "extra_float_digits | 1.6 | 2",
                "statement_timeout | 1min | 1min",
                "statement_timeout | 90s | 90s",
                "statement_timeout | 1500 | 1500ms",
                "statement_timeout | 1.5s | 1500ms",
                "statement_timeout | 1 d | 1d",
                "statement_timeout | 0 | 0",
                "work_mem | 4096 | 4MB",
                "work_mem | 1GB | 1GB",
                "effective_cache_size | 524288 | 4GB",
                "jit | of | off",
                "jit | 1 | on",
                "jit | T | on",
                "random_page_cost | 1.10 | 1.1",
                "client_encoding | utf-8 | UTF8",
                "client_encoding | UNICODE | UNICODE",
                "default_transaction_isolation | SERIALIZABLE | serializable",
                "federator.pushdown | off | off",
                "foo.bar | whatever | whatever",
                "application_name | a | a"
            })
    void showsWhatWasSet(String name, String given, String shown) {
        String text = given == null ? "" : given.replaceAll("^'|'$", "");

        assertThat(settings.set(name, text, false)).isEqualTo(shown.replaceAll("^'|'$", ""));
        assertThat(settings.show(name)).isEqualTo(shown.replaceAll("^'|'$", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timezone | PST | 22023 | invalid value for parameter \"TimeZone\": \"PST\"",
                "timezone | z | 22023 | invalid value for parameter \"TimeZone\": \"z\"",
                "datestyle | foo | 22023 | invalid value for parameter \"DateStyle\": \"foo\"",
                "datestyle | iso,sql | 22023 | invalid value for parameter \"DateStyle\": \"iso,sql\"",
                "intervalstyle | foo | 22023 | invalid value for parameter \"IntervalStyle\": \"foo\"",
                "extra_float_digits | 5 | 22023 | 5 is outside the valid range for parameter \"extra_float_digits\""
                        + " (-15 .. 3)",
                "extra_float_digits | abc | 22023 | invalid value for parameter \"extra_float_digits\": \"abc\"",
                "statement_timeout | -1 | 22023 | -1 ms is outside the valid range for parameter \"statement_timeout\""
                        + " (0 ms .. 2147483647 ms)",
                "statement_timeout | 5 foo | 22023 | invalid value for parameter \"statement_timeout\": \"5 foo\"",
                "statement_timeout | 99999999999 | 22023 | invalid value for parameter \"statement_timeout\":"
                        + " \"99999999999\"",
                "statement_timeout | 1e999999999 | 22023 | invalid value for parameter \"statement_timeout\":"
                        + " \"1e999999999\"",
                "jit | maybe | 22023 | parameter \"jit\" requires a Boolean value",
                "jit | o | 22023 | parameter \"jit\" requires a Boolean value",
                "foo | 1 | 42704 | unrecognized configuration parameter \"foo\"",
                "federator.nonsense | 1 | 42704 | unrecognized configuration parameter \"federator.nonsense\"",
                "server_version | 1 | 55P02 | parameter \"server_version\" cannot be changed",
                "max_connections | 4 | 55P02 | parameter \"max_connections\" cannot be changed without restarting the"
                        + " server",
                "wal_level | logical | 55P02 | parameter \"wal_level\" cannot be changed without restarting the server",
                "autovacuum | off | 55P02 | parameter \"autovacuum\" cannot be changed now",
                "log_connections | on | 55P02 | parameter \"log_connections\" cannot be set after connection start",
                "zero_damaged_pages | on | 42501 | permission denied to set parameter \"zero_damaged_pages\"",
                "transform_null_equals | on | 0A000 | transform_null_equals = on is not supported",
                "vacuum_cost_limit | 0 | 22023 | 0 is outside the valid range for parameter \"vacuum_cost_limit\" (1"
                        + " .. 10000)",
                "client_encoding | big5 | 0A000 | conversion between BIG5 and UTF8 is not supported",
                "client_encoding | foo | 22023 | invalid value for parameter \"client_encoding\": \"foo\"",
                "search_path | a, \"b | 22023 | invalid value for parameter \"search_path\": \"a, \"b\""
            })
    void refusesWhatItCannotBe(String name, String given, String state, String message) {
        assertThatThrownBy(() -> settings.set(name, given, false))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.state().code()).isEqualTo(state))
                .hasMessage(message);
    }

    @Test
    void listsAreQuotedWhereNeeded() {
        settings.set("search_path", List.of("a", "B c", "x, y", "$user"), false);

        assertThat(settings.show("search_path")).isEqualTo("a, \"B c\", \"x, y\", \"$user\"");
        assertThat(settings.searchPath()).containsExactly("a", "B c", "x, y", "$user");
        settings.set("search_path", List.of(""), false);
        assertThat(settings.show("search_path")).isEqualTo("\"\"");
        settings.set("datestyle", List.of("iso", "dmy"), false);
        assertThat(settings.show("datestyle")).isEqualTo("ISO, DMY");
        assertThatThrownBy(() -> settings.set("jit", List.of("on", "off"), false))
                .hasMessage("SET jit takes only one argument");
    }

    @Test
    void formatsFollow() {
        settings.set("datestyle", "sql, ymd", false);
        settings.set("timezone", "-3", false);

        assertThat(settings.format().dateStyle()).isEqualTo(DateStyle.SQL);
        assertThat(settings.format().dateOrder()).isEqualTo(DateOrder.YMD);
        assertThat(settings.format().timeZone()).isEqualTo(ZoneOffset.ofHours(-3));
        settings.set("timezone", "EST5EDT", false);
        assertThat(settings.format().timeZone()).isEqualTo(ZoneId.of("EST5EDT"));
        settings.set("timezone", "XYZ+3:30", false);
        assertThat(settings.format().timeZone()).isEqualTo(ZoneOffset.ofHoursMinutes(-3, -30));
    }

    @Test
    void changesFollowTheTransaction() {
        settings.set("application_name", "before", false);
        Snapshot start = settings.snapshot();
        settings.set("application_name", "session", false);
        settings.set("application_name", "local", true);
        assertThat(settings.show("application_name")).isEqualTo("local");

        settings.endOfTransaction();
        assertThat(settings.show("application_name")).isEqualTo("session");

        settings.restore(start);
        assertThat(settings.show("application_name")).isEqualTo("before");
    }

    @Test
    void resetReturnsToWhatTheClientBeganWith() {
        SessionSettings begun = new SessionSettings(Map.of("datestyle", "german"), Map.of());
        begun.set("datestyle", "iso", false);
        assertThat(begun.show("datestyle")).isEqualTo("ISO, DMY");

        begun.reset("DateStyle", false);
        assertThat(begun.show("datestyle")).isEqualTo("German, DMY");
        begun.set("statement_timeout", "5s", false);
        assertThat(begun.millis("statement_timeout")).isEqualTo(5_000);
        begun.resetAll();
        assertThat(begun.millis("statement_timeout")).isZero();
    }

    @Test
    void onlyChangesAreReported() {
        assertThat(settings.changedReports())
                .containsEntry("TimeZone", "UTC")
                .containsEntry("session_authorization", "me");
        assertThat(settings.changedReports()).isEmpty();
        settings.set("timezone", "Asia/Tokyo", false);
        settings.set("work_mem", "8MB", false);
        assertThat(settings.changedReports()).containsExactly(Map.entry("TimeZone", "Asia/Tokyo"));
    }

    @Test
    void everyInitialValueIsOneThatCouldBeSet() {
        for (Setting setting : SessionSettings.all()) {
            String shown = settings.show(setting.name());
            boolean plain = setting.access() == Setting.Access.USER;
            if (plain) {
                assertThat(settings.set(setting.name(), shown, false))
                        .as(setting.name())
                        .isEqualTo(shown);
            }
            assertThat(SessionSettings.inBaseUnits(setting, shown))
                    .as(setting.name())
                    .isNotNull();
            assertThat(setting.meaning()).as(setting.name()).isNotEmpty();
        }
    }
}

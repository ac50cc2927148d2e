package io.federator.engine.session.setting;

import java.util.Locale;

/**
 * The one declaration of a setting.
 *
 * @param name as SHOW ALL prints it; looked up without regard to case
 * @param initial the value of a new session, in the form that SHOW prints
 * @param reported whether the client is told of every change (ParameterStatus)
 * @param meaning the description in SHOW ALL and pg_settings
 */
public record Setting(String name, SettingKind kind, String initial, Access access, boolean reported, String meaning) {
    /** Who may change a setting, in PostgreSQL's words of {@code pg_settings.context}. */
    public enum Access {
        /** Any client at any time. */
        USER,
        /** Nobody: it describes the server. */
        INTERNAL,
        /** Only the catalog file. */
        POSTMASTER,
        /** In PostgreSQL its files of settings. */
        SIGHUP,
        /** In PostgreSQL a client when it connects. */
        BACKEND,
        /** In PostgreSQL a superuser when it connects. */
        SUPERUSER_BACKEND,
        /** In PostgreSQL superusers; here nobody, as these settings have no effect. */
        SUPERUSER;

        /** {@code pg_settings.context}. */
        public String context() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Setting user(String name, SettingKind kind, String initial, String meaning) {
        return new Setting(name, kind, initial, Access.USER, false, meaning);
    }

    static Setting internal(String name, SettingKind kind, String value, String meaning) {
        return new Setting(name, kind, value, Access.INTERNAL, false, meaning);
    }

    Setting whichIsReported() {
        return new Setting(name, kind, initial, access, true, meaning);
    }
}

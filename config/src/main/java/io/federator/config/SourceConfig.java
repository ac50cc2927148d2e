package io.federator.config;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database behind the gateway.
 *
 * @param type the adapter that speaks to it, such as {@code postgresql}
 * @param url where it is, in the adapter's form; it may hold a password, so do not show it: see {@link #shownUrl()}
 * @param region a free label
 * @param options further settings that only the adapter understands; values may be secret
 * @param location of the source's name
 */
public record SourceConfig(
        String name,
        String type,
        String url,
        Optional<String> user,
        Optional<Secret> password,
        Optional<String> region,
        Pool pool,
        ZeroDates zeroDates,
        TinyInt1 tinyint1,
        Map<String, String> options,
        SourceLocation location) {

    private static final Pattern DRIVER = Pattern.compile("(?:\\w+:){1,2}");

    /** Driver, user and password before an @, hosts and path, and parameters, which may hold a password too. */
    private static final Pattern SHOWN_URL = Pattern.compile(
            "(?<driver>" + DRIVER.pattern() + "(?://)?)(?:[^@/?;]*@)?(?<place>[\\w.,:\\[\\]/-]*)(?:[?;][^@]*)?");

    /** What MySQL's and MariaDB's {@code 0000-00-00}, which no PostgreSQL type can hold, becomes. */
    public enum ZeroDates {
        /** The query fails. */
        ERROR,
        /** It reads as NULL. */
        NULL
    }

    /** The natural logical type of MySQL's and MariaDB's {@code tinyint(1)}. */
    public enum TinyInt1 {
        BOOLEAN,
        SMALLINT
    }

    public SourceConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(zeroDates, "zeroDates");
        Objects.requireNonNull(tinyint1, "tinyint1");
        options = Ordered.copyOf(options);
        Objects.requireNonNull(location, "location");
    }

    /** The URL without credentials and parameters; where these are cannot be told, it ends after the driver's name. */
    public String shownUrl() {
        Matcher shown = SHOWN_URL.matcher(url);
        if (shown.matches()) {
            return shown.group("driver") + shown.group("place");
        }
        Matcher driver = DRIVER.matcher(url);
        return (driver.lookingAt() ? driver.group() : "") + "…";
    }

    /** Without password, parameters of the URL, and values of options. */
    @Override
    public String toString() {
        return "SourceConfig[name=" + name + ", type=" + type + ", url=" + shownUrl() + ", options=" + options.keySet()
                + ", location=" + location + "]";
    }
}

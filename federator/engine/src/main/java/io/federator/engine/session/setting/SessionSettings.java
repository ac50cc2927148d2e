package io.federator.engine.session.setting;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.context.FormatSettings.ByteaOutput;
import io.federator.engine.context.FormatSettings.DateOrder;
import io.federator.engine.context.FormatSettings.DateStyle;
import io.federator.engine.context.FormatSettings.IntervalStyle;
import io.federator.engine.names.ClientEncoding;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of a session's settings. Changes follow the transaction: {@link #snapshot} at its start and at savepoints,
 * {@link #restore} on rollback, {@link #endOfTransaction} drops what SET LOCAL set. Values are kept as SHOW prints them.
 *
 * <p>Used by the session's thread alone.
 */
public final class SessionSettings {
    private static final Map<String, Setting> DECLARED = declared();

    /** The same by lower-case name, for the many times that a value is asked for. */
    private static final Map<String, Setting> BY_KEY = DECLARED.values().stream()
            .collect(Collectors.toUnmodifiableMap(setting -> setting.name().toLowerCase(Locale.ROOT), s -> s));

    /** SHOW knows them, lists do not have them. */
    private static final Set<String> UNLISTED = Set.of("is_superuser", "role", "session_authorization");

    /** What is set at one moment, by lower-case name; shared freely, never changed. */
    public record Snapshot(Map<String, String> session, Map<String, String> effective) {}

    private final Map<String, String> initial;
    private final Map<String, String> reported = new HashMap<>();
    private Snapshot values = new Snapshot(Map.of(), Map.of());
    private @Nullable FormatSettings format;
    private @Nullable ClientEncoding encoding;

    /** Names of no setting that were ever set: as in PostgreSQL they stay, empty, when their value is gone. */
    private final Set<String> placeholders = new HashSet<>();

    private boolean unreported = true;

    /**
     * @param given the client's own initial values, which RESET returns to; checked like SET
     * @param fixed values that describe this server and user, unchecked
     */
    public SessionSettings(Map<String, String> given, Map<String, String> fixed) {
        initial = new HashMap<>();
        fixed.forEach((name, value) -> initial.put(name.toLowerCase(Locale.ROOT), value));
        given.forEach((name, value) -> initial.put(name.toLowerCase(Locale.ROOT), checked(name, value)));
    }

    private static Map<String, Setting> declared() {
        Map<String, Setting> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        PostgresSettings.all().forEach(setting -> all.put(setting.name(), setting));
        DeclaredSettings.all().forEach(setting -> all.put(setting.name(), setting));
        AcceptedSettings.all().forEach(setting -> all.put(setting.name(), setting));
        return Collections.unmodifiableMap(all);
    }

    /** The settings that SHOW ALL and pg_settings list, by name. */
    public static Collection<Setting> all() {
        return DECLARED.values().stream()
                .filter(setting -> !UNLISTED.contains(setting.name()))
                .toList();
    }

    /** The name as it is declared, or as given for a name that is not. */
    public static String displayName(String name) {
        Setting setting = DECLARED.get(name);
        return setting == null ? name : setting.name();
    }

    /** The value that SHOW prints; empty when there is no such setting. */
    public Optional<String> value(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        String value = values.effective.get(key);
        if (value == null && key.startsWith("transaction_") && BY_KEY.containsKey("default_" + key)) {
            return value("default_" + key);
        }
        if (value == null) {
            value = initial.get(key);
        }
        if (value == null && placeholders.contains(key)) {
            return Optional.of("");
        }
        Setting setting = BY_KEY.get(key);
        return Optional.ofNullable(value != null || setting == null ? value : setting.initial());
    }

    /** The value that SHOW prints; 42704 when there is no such setting. */
    public String show(String name) {
        return value(name).orElseThrow(() -> SettingErrors.unknown(name));
    }

    /** A time setting; 0 for no limit. */
    public long millis(String name) {
        String shown = show(name);
        return shown.equals("0") ? 0 : Unit.MILLISECONDS.whole(name, shown, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public boolean isOn(String name) {
        return show(name).equals("on");
    }

    /** SET with the text of the value; returns SHOW's form. */
    public String set(String name, String text, boolean local) {
        String value = checked(name, text);
        if (!DECLARED.containsKey(name)) {
            placeholders.add(name.toLowerCase(Locale.ROOT));
        }
        change(name, value, local);
        return value;
    }

    /** SET with one or more values as they were written. */
    public void set(String name, List<String> texts, boolean local) {
        Setting setting = DECLARED.get(name);
        if (setting != null && setting.kind() instanceof SettingKind.Text kind && kind.list()) {
            set(
                    name,
                    String.join(
                            ", ",
                            kind.quoted() ? texts.stream().map(NameList::quote).toList() : texts),
                    local);
            return;
        }
        if (texts.size() != 1) {
            throw SettingErrors.invalid("SET " + name + " takes only one argument");
        }
        set(name, texts.getFirst(), local);
    }

    /** {@code SET TIME ZONE INTERVAL …}, in seconds east of Greenwich. */
    public void setTimeZone(long seconds, String written, boolean local) {
        change("TimeZone", TimeZoneSetting.ofSeconds(seconds, written).shown(), local);
    }

    /** RESET and SET TO DEFAULT. */
    public void reset(String name, boolean local) {
        Setting setting = DECLARED.get(name);
        if (setting == null && !isCustom(name)) {
            throw SettingErrors.unknown(name);
        }
        if (setting != null) {
            checkAccess(setting);
        }
        change(name, null, local);
    }

    /** RESET ALL; leaves the transaction's own settings alone. */
    public void resetAll() {
        Map<String, String> kept = new HashMap<>();
        values.effective.forEach((name, value) -> {
            if (name.startsWith("transaction_")) {
                kept.put(name, value);
            }
        });
        restore(new Snapshot(Map.of(), Collections.unmodifiableMap(kept)));
    }

    public Snapshot snapshot() {
        return values;
    }

    public void restore(Snapshot snapshot) {
        values = snapshot;
        format = null;
        encoding = null;
        unreported = true;
    }

    /** Ends what SET LOCAL began. */
    public void endOfTransaction() {
        if (!values.effective.equals(values.session)) {
            restore(new Snapshot(values.session, values.session));
        }
    }

    /** What the client has not been told yet, by name: all reported settings at first, later the changed ones. */
    public Map<String, String> changedReports() {
        if (!unreported) {
            return Map.of();
        }
        unreported = false;
        Map<String, String> changes = new TreeMap<>();
        for (Setting setting : DECLARED.values()) {
            if (setting.reported()) {
                String value = show(setting.name());
                if (!value.equals(reported.put(setting.name(), value))) {
                    changes.put(setting.name(), value);
                }
            }
        }
        return changes;
    }

    /** How values are read and printed at this moment. */
    public FormatSettings format() {
        FormatSettings current = format;
        if (current == null) {
            TimeZoneSetting zone = TimeZoneSetting.parse(show("TimeZone"));
            DateStyleSetting dates = dateStyle(show("DateStyle"));
            current = new FormatSettings(
                    zone.zone(),
                    zone.shown(),
                    dates.style(),
                    dates.order(),
                    IntervalStyle.valueOf(show("IntervalStyle").toUpperCase(Locale.ROOT)),
                    Integer.parseInt(show("extra_float_digits")),
                    ByteaOutput.valueOf(show("bytea_output").toUpperCase(Locale.ROOT)));
            format = current;
        }
        return current;
    }

    /** How the client reads and writes text. */
    public ClientEncoding clientEncoding() {
        ClientEncoding current = encoding;
        if (current == null) {
            current = ClientEncoding.find(show("client_encoding")).orElse(ClientEncoding.UTF8);
            encoding = current;
        }
        return current;
    }

    /** The names in {@code search_path}, as written. */
    public List<String> searchPath() {
        return NameList.parse(show("search_path")).orElse(List.of());
    }

    private String checked(String name, String text) {
        Setting setting = DECLARED.get(name);
        if (setting == null) {
            if (!isCustom(name)) {
                throw SettingErrors.unknown(name);
            }
            return text;
        }
        checkAccess(setting);
        if (text.indexOf('\0') >= 0) {
            throw SettingErrors.invalidValue(setting.name(), text.replace('\0', '?'));
        }
        return setting.name().equals("DateStyle")
                ? DateStyleSetting.parse(text, dateStyle(show("DateStyle")), dateStyle(initialDateStyle()))
                        .toString()
                : setting.kind().canonical(setting.name(), text);
    }

    private static void checkAccess(Setting setting) {
        switch (setting.access()) {
            case USER -> {}
            case INTERNAL -> throw unchangeable(setting, "cannot be changed");
            case POSTMASTER -> throw unchangeable(setting, "cannot be changed without restarting the server");
            case SIGHUP -> throw unchangeable(setting, "cannot be changed now");
            case BACKEND, SUPERUSER_BACKEND -> throw unchangeable(setting, "cannot be set after connection start");
            case SUPERUSER ->
                throw new SqlException(
                        SqlState.INSUFFICIENT_PRIVILEGE,
                        "permission denied to set parameter \"" + setting.name() + "\"");
        }
    }

    private static SqlException unchangeable(Setting setting, String reason) {
        return new SqlException(SqlState.CANT_CHANGE_RUNTIME_PARAM, "parameter \"" + setting.name() + "\" " + reason);
    }

    private String initialDateStyle() {
        return initial.getOrDefault("datestyle", "ISO, MDY");
    }

    private static DateStyleSetting dateStyle(String shown) {
        DateStyleSetting plain = new DateStyleSetting(DateStyle.ISO, DateOrder.MDY);
        return DateStyleSetting.parse(shown, plain, plain);
    }

    /** A null value takes the name back to its initial value. */
    private void change(String name, @Nullable String value, boolean local) {
        String key = name.toLowerCase(Locale.ROOT);
        Map<String, String> effective = with(values.effective, key, value);
        if (local) {
            restore(new Snapshot(values.session, effective));
        } else if (values.session.equals(values.effective)) {
            restore(new Snapshot(effective, effective));
        } else {
            restore(new Snapshot(with(values.session, key, value), effective));
        }
    }

    private static Map<String, String> with(Map<String, String> map, String key, @Nullable String value) {
        Map<String, String> copy = new HashMap<>(map);
        if (value == null) {
            copy.remove(key);
        } else {
            copy.put(key, value);
        }
        return Collections.unmodifiableMap(copy);
    }

    /** Names with a dot belong to extensions and are free. */
    private static boolean isCustom(String name) {
        List<String> parts = new ArrayList<>(List.of(name.split("\\.", -1)));
        return parts.size() > 1
                && !parts.getFirst().equalsIgnoreCase("federator")
                && parts.stream().allMatch(part -> part.matches("[\\p{L}_][\\p{L}\\p{N}_$]*"));
    }

    /** {@code pg_settings.setting}: a number in base units instead of SHOW's form. */
    public static String inBaseUnits(Setting setting, String shown) {
        return setting.kind() instanceof SettingKind.Whole(long min, long max, Unit unit)
                ? Long.toString(unit.whole(setting.name(), shown, min, max))
                : shown;
    }
}

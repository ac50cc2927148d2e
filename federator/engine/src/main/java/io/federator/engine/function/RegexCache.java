package io.federator.engine.function;

import io.federator.engine.regex.Regex;
import io.federator.engine.regex.RegexOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiled patterns, since most calls of a query have the same one. Thread-safe. */
final class RegexCache {
    private static final int KEPT = 256;

    private final Map<Key, Regex> compiled = new ConcurrentHashMap<>();

    private record Key(String pattern, RegexOptions options) {}

    Regex compile(String pattern, RegexOptions options) {
        Key key = new Key(pattern, options);
        Regex known = compiled.get(key);
        if (known != null) {
            return known;
        }
        Regex regex = Regex.compile(pattern, options);
        if (compiled.size() >= KEPT) {
            compiled.clear();
        }
        compiled.put(key, regex);
        return regex;
    }
}

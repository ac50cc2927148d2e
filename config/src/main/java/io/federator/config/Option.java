package io.federator.config;

import java.util.Optional;

/**
 * A key of the catalog, declared once: reading, documentation and the editors' schema all follow it.
 *
 * @param defaultText the default as one would write it; empty if there is none
 * @param meaning one sentence for the reference
 */
record Option<T>(String name, ValueType<T> type, boolean required, Optional<String> defaultText, String meaning) {

    static <T> Option<T> required(String name, ValueType<T> type, String meaning) {
        return new Option<>(name, type, true, Optional.empty(), meaning);
    }

    static <T> Option<T> optional(String name, ValueType<T> type, String meaning) {
        return new Option<>(name, type, false, Optional.empty(), meaning);
    }

    static <T> Option<T> of(String name, ValueType<T> type, String defaultText, String meaning) {
        return new Option<>(name, type, false, Optional.of(defaultText), meaning);
    }

    Optional<T> defaultValue() {
        return defaultText.map(text -> type.parse()
                .apply(text)
                .orElseThrow(() -> new IllegalStateException("bad default of " + name + ": " + text)));
    }
}

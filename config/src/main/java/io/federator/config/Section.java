package io.federator.config;

import java.util.List;

/**
 * The keys that one kind of mapping may have.
 *
 * @param name its name in the editors' schema
 */
record Section(String name, List<Option<?>> options) {
    Section {
        options = List.copyOf(options);
    }

    static Section of(String name, Option<?>... options) {
        return new Section(name, List.of(options));
    }

    List<String> names() {
        return options.stream().<String>map(Option::name).toList();
    }
}

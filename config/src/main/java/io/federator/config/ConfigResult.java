package io.federator.config;

import java.util.List;
import java.util.Objects;

/** What became of a catalog file: a configuration, or everything that is wrong with the file. */
public sealed interface ConfigResult {

    /** The file is sound. What it says about the sources is not verified yet. */
    record Loaded(FederatorConfig config) implements ConfigResult {
        public Loaded {
            Objects.requireNonNull(config, "config");
        }
    }

    /**
     * The file cannot be used.
     *
     * @param problems at least one, sorted by position
     */
    record Rejected(List<Problem> problems) implements ConfigResult {
        public Rejected {
            problems = problems.stream().sorted().distinct().toList();
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("rejected without a problem");
            }
        }
    }

    /**
     * The configuration, for callers to whom a broken catalog is a bug of their own, such as tests.
     *
     * @throws IllegalStateException with one line a problem if the catalog was rejected
     */
    default FederatorConfig orThrow() {
        return switch (this) {
            case Loaded(FederatorConfig config) -> config;
            case Rejected(List<Problem> problems) ->
                throw new IllegalStateException(String.join(
                        "\n", problems.stream().map(Problem::toString).toList()));
        };
    }
}

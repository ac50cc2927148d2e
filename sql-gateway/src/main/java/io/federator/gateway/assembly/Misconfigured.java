package io.federator.gateway.assembly;

import io.federator.config.Problem;
import java.util.List;

/** The catalog file asks for something that cannot be. */
public final class Misconfigured extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public Misconfigured(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()));
        this.problems = List.copyOf(problems);
    }

    /** At least one, in the file's order. */
    public List<Problem> problems() {
        return problems;
    }
}

package io.federator.spi.source;

import java.util.List;

/**
 * Whether a source can take part in transactions over several sources, as its database is set up now.
 *
 * @param prepares whether branches can be prepared; a source that cannot may be the one that decides
 * @param problems what is missing and how to change it, a sentence each; empty when all is well
 */
public record TwoPhaseSupport(boolean prepares, List<String> problems) {
    public TwoPhaseSupport {
        problems = List.copyOf(problems);
    }
}

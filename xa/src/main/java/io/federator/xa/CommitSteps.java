package io.federator.xa;

/**
 * Is told how far commits over several sources have come, on the thread that takes the step. For tests that make a gateway die at each
 * of them; no configuration leads here.
 */
@FunctionalInterface
public interface CommitSteps {
    CommitSteps NONE = (step, transaction) -> {};

    /**
     * @param step {@code BEFORE_PREPARE}, {@code PREPARED_1} and so on as branches vote, {@code LOGGED}, {@code DECIDED},
     *     {@code COMMITTED_1} and so on for the branches that follow the decision, {@code FINISHED}
     */
    void reached(String step, String transaction);
}

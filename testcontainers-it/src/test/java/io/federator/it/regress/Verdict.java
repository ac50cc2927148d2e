package io.federator.it.regress;

import io.federator.it.deployment.Answer;

/** What a comparison came to. */
enum Verdict {
    AGREES("agrees"),
    REFUSED("refused with 0A000"),
    NO_SUCH_FUNCTION("refused with 42883"),
    OTHER_STATE("another SQLSTATE"),
    INTERNAL_ERROR("XX000"),
    WRONG_ANSWER("WRONG ANSWER"),
    /** PostgreSQL itself answers differently over the same rows stored in another order, or the next time. */
    UNDETERMINED("not determined");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether it counts: an answer that PostgreSQL does not repeat measures nothing. */
    boolean counts() {
        return this != UNDETERMINED;
    }

    static Verdict of(ScriptStatement statement, Answer expected, Answer answer) {
        if (Sameness.isSame(statement, expected, answer)) {
            return AGREES;
        }
        if (answer instanceof Answer.Failure failure) {
            return switch (failure.state()) {
                case "0A000" -> REFUSED;
                case "42883" -> NO_SUCH_FUNCTION;
                case "XX000", WireClient.LOST -> INTERNAL_ERROR;
                default -> OTHER_STATE;
            };
        }
        return WRONG_ANSWER;
    }
}

package io.federator.engine.system;

import io.federator.engine.context.EvaluationContext;

/** What users see of each other's statements: nothing, as constants in them are data. */
final class Privacy {
    /** What is shown instead. */
    static final String HIDDEN = "<insufficient privilege>";

    private Privacy() {}

    /** Users see what is their own, administrators everything. */
    static boolean maySee(String user, EvaluationContext asking) {
        return user.equals(asking.currentUser()) || asking.actions().isAdministrator();
    }
}

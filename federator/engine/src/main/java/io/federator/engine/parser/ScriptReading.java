package io.federator.engine.parser;

import java.util.function.Consumer;

/**
 * How a script is read.
 *
 * @param standardStrings whether a backslash in {@code '…'} is a character like others ({@code standard_conforming_strings})
 * @param escapeWarnings whether to warn of backslashes where it is not ({@code escape_string_warning})
 * @param remarks takes what PostgreSQL says of a script without failing it
 */
public record ScriptReading(boolean standardStrings, boolean escapeWarnings, Consumer<ScriptRemark> remarks) {
    /** PostgreSQL's defaults, and nobody to tell. */
    public static final ScriptReading STANDARD = new ScriptReading(true, false, remark -> {});
}

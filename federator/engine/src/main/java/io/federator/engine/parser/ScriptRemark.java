package io.federator.engine.parser;

import io.federator.spi.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * Something about a script that does not fail it.
 *
 * @param warning a WARNING, else a NOTICE
 * @param position code points from 1, 0 for none
 */
public record ScriptRemark(
        boolean warning,
        SqlState state,
        String message,
        @Nullable String hint,
        int position) {}

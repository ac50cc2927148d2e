package io.federator.it.fuzz;

import java.util.List;

/** How a gateway is to answer. */
record Mode(boolean pushdown, String residual, String reduction) {
    static final List<Mode> ALL = List.of(
            new Mode(true, "auto", "always"),
            new Mode(false, "auto", "auto"),
            new Mode(true, "duckdb", "always"),
            new Mode(false, "local", "always"),
            new Mode(true, "local", "off"),
            new Mode(false, "duckdb", "always"));

    String pushdownSetting() {
        return pushdown ? "on" : "off";
    }

    @Override
    public String toString() {
        return "pushdown=" + pushdownSetting() + ",residual=" + residual + ",reduction=" + reduction;
    }
}

package io.federator.it.fuzz;

import java.util.List;

/** How a gateway is to answer. */
record Mode(boolean pushdown, String residual) {
    static final List<Mode> ALL = List.of(
            new Mode(true, "auto"),
            new Mode(false, "auto"),
            new Mode(true, "duckdb"),
            new Mode(false, "local"),
            new Mode(true, "local"),
            new Mode(false, "duckdb"));

    String pushdownSetting() {
        return pushdown ? "on" : "off";
    }

    @Override
    public String toString() {
        return "pushdown=" + pushdownSetting() + ",residual=" + residual;
    }
}

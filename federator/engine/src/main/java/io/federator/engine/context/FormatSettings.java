package io.federator.engine.context;

import java.time.ZoneId;

/**
 * The session settings that change how values are read and printed.
 *
 * @param timeZoneName as the session was given it, for SHOW
 * @param extraFloatDigits PostgreSQL's setting: above 0 is the shortest exact form
 */
public record FormatSettings(
        ZoneId timeZone,
        String timeZoneName,
        DateStyle dateStyle,
        DateOrder dateOrder,
        IntervalStyle intervalStyle,
        int extraFloatDigits,
        ByteaOutput byteaOutput) {
    /** PostgreSQL's defaults in UTC. */
    public static final FormatSettings DEFAULT = new FormatSettings(
            ZoneId.of("UTC"), "UTC", DateStyle.ISO, DateOrder.MDY, IntervalStyle.POSTGRES, 1, ByteaOutput.HEX);

    public enum DateStyle {
        ISO,
        SQL,
        POSTGRES,
        GERMAN
    }

    public enum DateOrder {
        DMY,
        MDY,
        YMD
    }

    public enum IntervalStyle {
        POSTGRES,
        POSTGRES_VERBOSE,
        SQL_STANDARD,
        ISO_8601
    }

    public enum ByteaOutput {
        HEX,
        ESCAPE
    }
}

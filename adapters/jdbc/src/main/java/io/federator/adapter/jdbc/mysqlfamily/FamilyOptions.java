package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.spi.source.SourceSettings;

/**
 * What the catalog file may choose for a source of this family.
 *
 * @param zeroDatesAsNull {@code zero-dates: null}: a date of zeros is NULL instead of an error
 * @param tinyint1AsBoolean {@code tinyint1: boolean}: the default type of tinyint(1) is boolean instead of smallint
 */
public record FamilyOptions(boolean zeroDatesAsNull, boolean tinyint1AsBoolean) {
    private static final String ZERO_DATES = "zero-dates";
    private static final String TINYINT1 = "tinyint1";

    /** Errors: F0000 for other options or values. */
    public static FamilyOptions of(SourceSettings settings) {
        for (String option : settings.options().keySet()) {
            if (!option.equals(ZERO_DATES) && !option.equals(TINYINT1)) {
                throw FamilyVendor.misconfigured(settings, "unknown option \"" + option + "\"");
            }
        }
        return new FamilyOptions(
                is(settings, ZERO_DATES, "null", "error"), is(settings, TINYINT1, "boolean", "smallint"));
    }

    private static boolean is(SourceSettings settings, String option, String sought, String otherwise) {
        String value = settings.options().getOrDefault(option, otherwise);
        if (!value.equals(sought) && !value.equals(otherwise)) {
            throw FamilyVendor.misconfigured(
                    settings, option + " must be " + otherwise + " or " + sought + ", not \"" + value + "\"");
        }
        return value.equals(sought);
    }
}

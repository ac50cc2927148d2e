package io.federator.adapter.jdbc.mysqlfamily;

/**
 * What tells the members of the family apart in SQL.
 *
 * @param name for messages
 * @param exactCollation a collation of utf8mb4 that sorts by code point and ignores nothing, trailing spaces included
 * @param zeroDatesAsNull whether a date of zeros is NULL instead of an error
 * @param subtractsExactly whether an integer subtraction that overflows is always an error; in MariaDB {@code 0 - x} is
 *     not for the smallest x
 */
public record FamilyProfile(String name, String exactCollation, boolean zeroDatesAsNull, boolean subtractsExactly) {}

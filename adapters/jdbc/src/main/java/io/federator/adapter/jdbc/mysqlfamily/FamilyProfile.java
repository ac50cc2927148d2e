package io.federator.adapter.jdbc.mysqlfamily;

/**
 * What tells the members of the family apart in SQL.
 *
 * @param name for messages
 * @param exactCollation a collation of utf8mb4 that sorts by code point and ignores nothing, trailing spaces included
 * @param options what the catalog file chose
 * @param subtractsExactly whether an integer subtraction that overflows is always an error; in MariaDB {@code 0 - x} is
 *     not for the smallest x
 */
public record FamilyProfile(String name, String exactCollation, FamilyOptions options, boolean subtractsExactly) {}

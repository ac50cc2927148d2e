package io.federator.engine.catalog;

/** Stands in a scan for rows that an execution hands to its plan, such as those that a statement has written. */
public record GivenTable() {}

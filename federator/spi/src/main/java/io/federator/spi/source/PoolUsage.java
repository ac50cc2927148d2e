package io.federator.spi.source;

/** Connections of a source's pool at this moment. */
public record PoolUsage(int active, int idle, int waiting, int max) {}

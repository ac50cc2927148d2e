package io.federator.spi.source;

/** One kind of database. Found with {@link java.util.ServiceLoader}; stateless and safe for any thread. */
public interface SourceAdapter {
    /** The value of {@code type:} in the catalog file, such as {@code postgresql}. */
    String kind();

    /**
     * Prepares a source without connecting to it: a source that is down must not stop the gateway.
     *
     * @throws io.federator.spi.error.SqlException F0000 when the settings make no sense for this kind
     */
    Source open(SourceSettings settings);
}

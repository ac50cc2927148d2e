package io.federator.it.faults;

/** Where a fault happens; the databases in the order of their places. */
enum Site {
    POSTGRESQL,
    MYSQL,
    MARIADB,
    GATEWAY,
    /** The connection between a client and its gateway. */
    CLIENT
}

package io.federator.it.faults;

/** What happens to a process or its connections. */
enum Fault {
    KILL,
    FREEZE,
    CUT
}

package io.federator.engine.unparse;

/** Leaves the writing of a tree as soon as something in it is not on the dialect's positive list. Never leaves the package. */
final class NotWritable extends Exception {
    private static final long serialVersionUID = 1L;

    NotWritable(String what) {
        super(what, null, false, false);
    }
}

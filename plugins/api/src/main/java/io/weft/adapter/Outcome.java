package io.weft.adapter;

/** How a message ended; every message ends one way. */
public enum Outcome {
    MAPPED,
    /** By a named rule of a mapping. */
    IGNORED,
    /** Same identity and bytes as an earlier message. */
    DUPLICATE,
    /** Kept with its reasons, to be mended and replayed. */
    QUARANTINED
}

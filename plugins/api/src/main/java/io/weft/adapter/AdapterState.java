package io.weft.adapter;

/** The state of an adapter instance. */
public enum AdapterState {
    /** Its configuration is wrong; it does nothing until that is mended. */
    MISCONFIGURED,
    STARTING,
    UP,
    /** The counterpart cannot be reached, or some of its items cannot be read; the adapter keeps trying. */
    IMPAIRED
}

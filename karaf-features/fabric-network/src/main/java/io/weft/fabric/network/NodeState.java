package io.weft.fabric.network;

/** What a node's process does. */
public enum NodeState {
    RUNNING,
    /** Stopped by a signal, with its memory and sockets: it takes connections and answers nothing. */
    FROZEN,
    STOPPED
}

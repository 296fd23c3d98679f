package io.weft.thread;

/** Which way a thread is followed from its lot; it never turns. */
public enum Direction {
    /** To the inputs of its inputs. */
    ORIGIN,
    /** To the outputs of its outputs. */
    USE
}

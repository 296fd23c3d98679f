package io.weft.ledger.check;

/** What is checked, in the order of a whole check. */
public enum Kind {
    /** Signed checkpoints, and the tree's root at each; by size, or {@code newest}: it, and the copy of it beside the key. */
    CHECKPOINT,
    /** What sinks hold: each published checkpoint in each sink; by size. */
    SINK,
    /** Tiles of the tree; {@code <level>/<tile>}, or {@code head}: the size and frontier that the next leaves are added to. */
    TILE,
    /** Places of records in the tree; by index. */
    LEAF,
    /** Raw messages and their outcome; by receipt. */
    MESSAGE,
    /** Rows that lead to messages; by table. */
    LEAD,
    /** Events, what they are found by, and what they rest on; by eventID. */
    EVENT,
    /** Batches of readings with each of their readings; by id. */
    BATCH,
    /** Counted with their batch. */
    READING
}

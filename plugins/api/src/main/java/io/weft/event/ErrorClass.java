package io.weft.event;

/** Who can mend a rejection. */
public enum ErrorClass {
    /** The sender's data or the site's tables are wrong. */
    USER,
    /** The hub or a mapping is wrong. */
    INTERNAL,
    /** A system outside the hub failed. */
    EXTERNAL,
    /** A bound was reached: size, depth, time. */
    RESOURCES
}

package io.weft.fabric.contract;

/** Why the contract refuses. A client reads it from the first word of the message, {@code WEFT-<CODE>:}. */
public enum Code {
    /** Unknown function, wrong number of arguments, or an argument that is not in its form. */
    ARGUMENT,
    /** The identity is not the SHA-256 of the checkpoint's three lines. */
    ID,
    /** Not a signed checkpoint in its one form, or larger than the limit. */
    NOTE,
    /** No organization approved a key of this origin with the note's key ID. */
    KEY_UNKNOWN,
    /** One organization alone approved the key. */
    KEY_PENDING,
    /** Two organizations revoked the key from a smaller size on. */
    KEY_REVOKED,
    /** The key did not sign the checkpoint. */
    SIGNATURE,
    /** The caller's organization does not own the origin. */
    ORIGIN_OWNER,
    /** The head of the origin is not at the previous size. */
    SEQUENCE,
    /** The head of the origin has another root. */
    PREVIOUS_ROOT,
    /** The tree does not grow. */
    SHRINK,
    /** Another checkpoint is anchored for this size, or other content under this identity. */
    CONFLICT,
    /** A class outside 1 to 13. */
    CLASS,
    /** The counts are not canonical, or do not fit the number of leaves. */
    COUNTS,
    /** The earlier tree is not proven to be the beginning of this one. */
    CONSISTENCY,
    /** The caller is not an admin of its organization. */
    DENIED,
    /** Another key of this origin has the same key ID. */
    KEY_EXISTS,
    /** Nothing is anchored or approved under this name. */
    NOT_FOUND,
    /** A fault of the contract or of its peer; the process's log has the stack. */
    INTERNAL
}

package io.weft.ledger.proof;

/** A public key that one kind of signature line is verified with (C2SP signed-note, Signatures). */
public interface NoteKey {

    /** Stands in the signature line. */
    String name();

    /** Key ID, 4 bytes; together with the name it tells whether a line is of this key. */
    byte[] id();

    /**
     * @param text      the note's text, with its last line feed
     * @param signature what follows the key ID in the line
     */
    boolean verifies(String text, byte[] signature);
}

package io.weft.event;

/** A text is not JSON as {@link CanonicalJson#read} takes it. */
public class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    /** @param offset byte offset of the fault, from 0 */
    public JsonException(String rule, int offset) {
        super(rule + " at byte " + offset);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}

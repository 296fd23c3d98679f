package io.weft.engine;

/** A mapping folder may not serve; the message names file, key or example, and the rule. */
public class MappingRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public MappingRefusedException(String message) {
        super(message);
    }

    public MappingRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

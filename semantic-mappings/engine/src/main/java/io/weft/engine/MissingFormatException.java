package io.weft.engine;

/** A mapping waits for a decoder or encoder that is not there at present. */
public class MissingFormatException extends MappingRefusedException {

    private static final long serialVersionUID = 1L;

    public MissingFormatException(String message) {
        super(message);
    }
}

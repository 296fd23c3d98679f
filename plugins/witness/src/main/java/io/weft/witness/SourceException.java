package io.weft.witness;

/** A source cannot be asked, or does not give what a check needs. */
final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    SourceException(String reason) {
        super(reason);
    }

    SourceException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

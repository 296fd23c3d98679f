package io.weft.ledger;

/** Some records are committed but not yet in a signed checkpoint; asking again shortly after will succeed. */
public class NotYetProvenException extends Exception {

    private static final long serialVersionUID = 1L;

    public NotYetProvenException(String reason) {
        super(reason);
    }
}

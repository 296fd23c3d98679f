package io.weft.ledger.proof;

/** Evidence does not prove what it claims; the message names the item, and the rule that it breaks. */
public class InvalidProofException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidProofException(String rule) {
        super(rule);
    }
}

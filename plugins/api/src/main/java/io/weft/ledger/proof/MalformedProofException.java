package io.weft.ledger.proof;

/** Bytes are not in the one canonical form that docs/proof-format.md gives them. */
public class MalformedProofException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedProofException(String rule) {
        super(rule);
    }

    public MalformedProofException(String rule, Throwable cause) {
        super(rule, cause);
    }
}

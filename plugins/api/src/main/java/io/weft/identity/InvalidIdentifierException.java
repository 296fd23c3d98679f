package io.weft.identity;

/** A text claims to be a GS1 key and breaks its rule. */
public class InvalidIdentifierException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String value;
    private final String rule;

    /** @param rule the broken rule, one sentence without a full stop, naming its GS1 General Specifications section */
    public InvalidIdentifierException(String value, String rule) {
        super("'" + value + "' " + rule);
        this.value = value;
        this.rule = rule;
    }

    public String value() {
        return value;
    }

    public String rule() {
        return rule;
    }
}

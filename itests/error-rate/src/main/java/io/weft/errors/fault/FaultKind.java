package io.weft.errors.fault;

/** What goes wrong between systems. */
public enum FaultKind {

    ITEM_DIGITS("digit-swap-item", "two digits of a GTIN or material number change places"),
    QUANTITY_DIGITS("digit-swap-quantity", "two digits of a quantity change places"),
    UNIT("unit-mix-up", "kilograms and grams are mixed up"),
    OTHER_LOT("wrong-lot", "a lot that exists, of another delivery"),
    LOT_TYPO("lot-typo", "one character of a lot is another"),
    STALE_MASTER_DATA("stale-master-data", "a material number that is withdrawn, or names another item by now"),
    REPEATED_MESSAGE("duplicate-message", "the same message again"),
    REPEATED_FACT("duplicate-fact", "the same document again in a message of its own"),
    LOST("lost-message", "never sent"),
    LATE("late-message", "sent after those that follow it"),
    ENCODING("encoding-damage", "bytes that are not of the charset, or another character in it"),
    PLAUSIBLE("plausible-wrong-value", "a quantity some per cent off, a date some days, or another lot in two documents alike");

    private final String title;
    private final String description;

    FaultKind(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** In reports. */
    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    /** Whether a person who sees the document alone would believe the value. */
    public boolean plausible() {
        return this == PLAUSIBLE;
    }
}

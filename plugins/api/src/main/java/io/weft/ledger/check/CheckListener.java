package io.weft.ledger.check;

/** Is told of a check while it runs, by its thread. */
public interface CheckListener {

    /** A listener that waits for the report. */
    CheckListener NONE = new CheckListener() {
    };

    /** So many of a kind are checked by now. */
    default void checked(Kind kind, long number) {
    }

    /** @param at the record that was looked at: checking only that finds it again; null if it takes more than one record */
    default void found(Finding finding, CheckScope.Subject at) {
    }

    /** Asked now and then; the check ends early if false. */
    default boolean goOn() {
        return true;
    }
}

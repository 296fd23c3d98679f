package io.weft.ledger.check;

/**
 * One difference, and where it is.
 *
 * @param table    table of the store, or {@code sink <name>}
 * @param record   which one: an eventID, a receipt, a batch or {@code <batch>#<ordinal>} of a reading, a leaf's index,
 *                 {@code <level>/<tile>} of a tile, a size of a checkpoint
 * @param field    column or part; empty if it is the whole
 * @param found    what is there; shortened
 * @param expected what should be there, and why; shortened
 */
public record Finding(Code code, String table, String record, String field, String found, String expected) {

    /** What kind of difference. */
    public enum Code {
        /** It is not what the log, its signature or its own record says. */
        ALTERED,
        /** It should be there. */
        MISSING,
        /** Nothing accounts for it. */
        SURPLUS,
        /** Two signed checkpoints that cannot both be of one log. */
        FORK
    }

    private static final int MAXIMUM_TEXT = 200;

    public Finding {
        found = shortened(found);
        expected = shortened(expected);
    }

    private static String shortened(String text) {
        return text.length() <= MAXIMUM_TEXT ? text : text.substring(0, MAXIMUM_TEXT - 1) + "\u2026";
    }

    public static Finding altered(String table, Object record, String field, Object found, Object expected) {
        return new Finding(Code.ALTERED, table, String.valueOf(record), field, String.valueOf(found), String.valueOf(expected));
    }

    public static Finding missing(String table, Object record, String field, Object expected) {
        return new Finding(Code.MISSING, table, String.valueOf(record), field, "nothing", String.valueOf(expected));
    }

    public static Finding surplus(String table, Object record, String field, Object found, Object expected) {
        return new Finding(Code.SURPLUS, table, String.valueOf(record), field, String.valueOf(found), String.valueOf(expected));
    }

    @Override
    public String toString() {
        return code + " " + table + " " + record + (field.isEmpty() ? "" : " " + field) + ": found " + found + ", expected " + expected;
    }
}

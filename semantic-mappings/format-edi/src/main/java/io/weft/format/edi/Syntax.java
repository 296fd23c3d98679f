package io.weft.format.edi;

/**
 * The service segments of a standard. Of every trailer the first element is a count and the second repeats the reference
 * of the header.
 */
enum Syntax {

    /** ISO 9735. */
    EDIFACT(new Level("UNB", 5, "UNZ"), new Level("UNG", 5, "UNE"), new Level("UNH", 1, "UNT")),
    /** ASC X12.5 and X12.6. */
    X12(new Level("ISA", 13, "IEA"), new Level("GS", 6, "GE"), new Level("ST", 2, "SE"));

    /**
     * A level of envelope.
     *
     * @param reference number of the header's element that holds the control reference
     */
    record Level(String header, int reference, String trailer) {
    }

    private final Level interchange;
    private final Level group;
    private final Level message;

    Syntax(Level interchange, Level group, Level message) {
        this.interchange = interchange;
        this.group = group;
        this.message = message;
    }

    Level interchange() {
        return interchange;
    }

    Level group() {
        return group;
    }

    Level message() {
        return message;
    }
}

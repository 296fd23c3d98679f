package io.weft.thread.postgres;

/**
 * A place in the feed of facts.
 *
 * @param xid      the transaction that stored the last fact seen
 * @param position its place among all facts
 */
record FactCursor(String xid, long position) {

    static final FactCursor BEGINNING = new FactCursor("0", 0);

    static FactCursor parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("cursor: '" + text + "' is not transaction:position");
        }
        return new FactCursor(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return xid + ":" + position;
    }
}

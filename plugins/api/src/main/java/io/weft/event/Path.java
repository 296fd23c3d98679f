package io.weft.event;

/**
 * Where a value stands in an event, written as {@code quantityList[0].uom}; its text is made only when something is wrong
 * there.
 *
 * @param parent null at the event itself
 * @param member name of the member; null for an element of an array
 * @param index  position in the array; used if the member is null
 */
record Path(Path parent, String member, int index) {

    static final Path EVENT = new Path(null, "", 0);

    Path member(String name) {
        return new Path(this, name, 0);
    }

    Path element(int position) {
        return new Path(this, null, position);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        String before = parent.toString();
        if (member == null) {
            return before + "[" + index + "]";
        }
        return before.isEmpty() ? member : before + "." + member;
    }
}

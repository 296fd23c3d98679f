package io.weft.fabric.contract;

/**
 * What an origin is anchored up to.
 *
 * @param root 64 hexadecimal digits; of the empty head, zeros
 */
record Head(long size, String root) {

    static final Head EMPTY = new Head(0, "0".repeat(64));

    boolean isEmpty() {
        return size == 0;
    }

    /** Decimal size, a space, root. */
    String stored() {
        return size + " " + root;
    }

    static Head parse(String stored) {
        int space = stored.indexOf(' ');
        return new Head(Long.parseLong(stored.substring(0, space)), stored.substring(space + 1));
    }

    String json() {
        return "{\"size\":" + size + ",\"root\":\"" + root + "\"}";
    }
}

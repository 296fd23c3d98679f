package io.weft.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with an event; the first {@value #LISTED} are listed, the rest is counted. */
final class Findings {

    static final String CODE = "INVALID_EVENT";
    private static final int LISTED = 50;

    private final List<Rejection> rejections = new ArrayList<>();
    private int unlisted;

    void add(Path path, Object value, String rule) {
        if (rejections.size() == LISTED) {
            unlisted++;
            return;
        }
        rejections.add(Rejection.user(CODE, path.toString(), text(value), rule));
    }

    void missing(Path path, String rule) {
        add(path, "", rule);
    }

    void bound(Path path, String value, String rule) {
        rejections.add(new Rejection(CODE, ErrorClass.RESOURCES, path.toString(), value, rule));
    }

    boolean isEmpty() {
        return rejections.isEmpty();
    }

    void throwIfAny() throws InvalidEventException {
        if (isEmpty()) {
            return;
        }
        if (unlisted > 0) {
            rejections.add(Rejection.user(CODE, "", Integer.toString(unlisted), "further faults are not listed"));
        }
        throw new InvalidEventException(rejections);
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return "an array of " + list.size();
        }
        return value instanceof Map<?, ?> ? "an object" : String.valueOf(value);
    }
}

package io.weft.event;

import java.util.List;

/** A document is not an EPCIS 2.0 event. */
public class InvalidEventException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Rejection> rejections;

    /** @param rejections at least one */
    public InvalidEventException(List<Rejection> rejections) {
        super(rejections.toString());
        this.rejections = List.copyOf(rejections);
    }

    public List<Rejection> rejections() {
        return rejections;
    }
}

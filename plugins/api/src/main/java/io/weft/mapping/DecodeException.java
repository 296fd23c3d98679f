package io.weft.mapping;

import io.weft.event.Rejection;

/** A payload cannot be read in the format that was declared for it. */
public class DecodeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public DecodeException(Rejection rejection) {
        super(rejection.toString());
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}

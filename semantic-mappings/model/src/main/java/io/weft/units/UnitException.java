package io.weft.units;

/** A unit is not known, or two units measure different things. */
public class UnitException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnitException(String message) {
        super(message);
    }
}

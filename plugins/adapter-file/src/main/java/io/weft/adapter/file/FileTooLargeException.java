package io.weft.adapter.file;

import java.io.IOException;

/** A file holds more than may be read into memory. */
final class FileTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    FileTooLargeException(String file, int maximum) {
        super(file + " holds more than " + maximum + " bytes");
    }
}

package io.weft.yaml;

/** A failure in one line. */
final class OneLine {

    private OneLine() {
    }

    /** The innermost cause says what is wrong; those around it only where it passed. */
    static String of(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost).replaceAll("\\s+", " ");
    }
}

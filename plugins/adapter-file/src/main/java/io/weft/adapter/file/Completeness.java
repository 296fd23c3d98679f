package io.weft.adapter.file;

import java.time.Duration;

/** How a writer shows that a file is complete; a file that may still grow is never taken. */
sealed interface Completeness {

    /** It writes elsewhere or under an excluded name, and renames: what can be seen is complete. */
    record Renamed() implements Completeness {
    }

    /** Nothing shows it: size and time have to stay the same for so long. */
    record Stable(Duration quiet) implements Completeness {
    }

    /** It makes a second file of the same name and this suffix after the first. */
    record Marked(String suffix) implements Completeness {
    }
}

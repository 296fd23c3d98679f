package io.weft.witness;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * An alarm as it is kept.
 *
 * @param id     name of its folder
 * @param at     the witness's clock
 * @param text   one line: code, log and what is wrong
 * @param folder where both notes are
 * @param ended  why it is over; empty as long as it is not
 */
record Alarm(String id, AlarmCode code, Instant at, String text, Path folder, Optional<String> ended) {

    Path known() {
        return folder.resolve("known.checkpoint");
    }

    Path offered() {
        return folder.resolve("offered.checkpoint");
    }

    boolean open() {
        return ended.isEmpty();
    }
}

package io.weft.adapter.opcua;

import java.time.Instant;

/**
 * Values that the source had and the hub did not get, or may not have got.
 *
 * @param cause       why
 * @param occurrences how often it was observed; at least this many values may be concerned
 * @param from        source time of the last value before, or hub time where there was none
 * @param to          source time of the first value after, or hub time while there is none
 */
public record Gap(Cause cause, long occurrences, Instant from, Instant to) {

    /** Why, and the status by which it is stored (OPC UA Part 4, 7.39, and Part 11, 6.3). */
    public enum Cause {
        /** The server's queue of an item was full: it set the overflow bit. Bad_DataLost with that bit. */
        SERVER_QUEUE_OVERFLOW("the server's queue overflowed", 0x809D_0480L),
        /** Nobody listened, and the server offers no history of the item. Bad_DataLost. */
        NO_HISTORY("nobody listened, and the server offers no history", 0x809D_0000L),
        /** Nobody listened, and the server's history does not hold the last value before. Bad_NoData. */
        HISTORY_TOO_SHORT("nobody listened, and the server's history does not reach back", 0x809B_0000L),
        /** Nobody listened, and the server has a history and did not give it. Bad_DataUnavailable. */
        HISTORY_REFUSED("nobody listened, and the server refused its history", 0x809E_0000L),
        /**
         * The instance was stopped while intake was unavailable: values that had come were not stored. They are read
         * back, or stored as missing, when it starts again. Bad_OutOfService.
         */
        STOPPED_BEFORE_INTAKE("the adapter was stopped before intake took what was queued", 0x808D_0000L);

        private final String words;
        private final long status;

        Cause(String words, long status) {
            this.words = words;
            this.status = status;
        }

        String words() {
            return words;
        }

        long status() {
            return status;
        }
    }

    /** One line for the faults. */
    public String describe() {
        return "gap: '" + occurrences + "' from " + from + " to " + to + ": " + cause.words();
    }
}

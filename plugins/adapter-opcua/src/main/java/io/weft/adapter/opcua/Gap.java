package io.weft.adapter.opcua;

import java.time.Instant;

/**
 * Values that the source had and the hub did not get, or may not have got.
 *
 * @param cause       why
 * @param occurrences how often it was observed; at least this many values are concerned, except after a broken
 *                    subscription, when it may be none
 * @param from        source time of the last value before, or hub time where there was none
 * @param to          source time of the first value after, or hub time while there is none
 */
public record Gap(Cause cause, long occurrences, Instant from, Instant to) {

    public enum Cause {
        /** The server's queue of an item was full: it set the overflow bit (OPC UA Part 4, 7.39.1). */
        SERVER_QUEUE_OVERFLOW("the server's queue overflowed"),
        /** The subscription had to be made anew; what changed in between was not reported. */
        SUBSCRIPTION_LOST("the subscription was lost"),
        /** A notification was lost and the server could not publish it again. */
        NOTIFICATION_LOST("a notification was lost"),
        /** The instance was stopped while intake was unavailable: values that had come were not stored. */
        STOPPED_BEFORE_INTAKE("the adapter was stopped before intake took what was queued");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** One line for the faults. */
    public String describe() {
        return "gap: '" + occurrences + "' from " + from + " to " + to + ": " + cause.words();
    }
}

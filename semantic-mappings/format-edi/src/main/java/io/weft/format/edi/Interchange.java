package io.weft.format.edi;

import io.weft.event.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * An interchange whose envelopes were opened.
 *
 * @param faults counts and references of trailers that are not those of what they end
 */
record Interchange(Segment header, List<Message> messages, Segment trailer, List<Rejection> faults) {

    /**
     * A message or transaction set.
     *
     * @param group header of the functional group that it stands in
     * @param body  its segments between header and trailer
     */
    record Message(Optional<Segment> group, Segment header, List<Segment> body, Segment trailer) {
    }
}

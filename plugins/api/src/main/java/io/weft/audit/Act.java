package io.weft.audit;

import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.delivery.DeliveryState;
import io.weft.delivery.DeliveryStatus;
import io.weft.event.CanonicalJson;
import io.weft.event.Rejection;
import io.weft.thread.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A person's act that changed something. Whoever carries it out writes it, when it is done, as one line of level INFO to
 * the logger {@link #LOGGER}.
 *
 * @param who    the name that the person logged in with
 * @param what   the act and what it was done to
 * @param before the state before
 * @param after  the state after
 * @param when   hub clock, at the act's end
 */
public record Act(String who, String what, String before, String after, Instant when) {

    /** Name of the logger that acts are written to. */
    public static final String LOGGER = "io.weft.audit";

    /** A replay of a quarantined message, done just now. */
    public static Act replay(String who, StoredMessage before, Receipt after) {
        return new Act(who, "replay of message " + before.receipt(), state(before.outcome(), before.reasons()),
                state(after.outcome(), after.reasons()), Instant.now());
    }

    /** A correction of a message that was mapped wrongly, done just now. */
    public static Act correction(String who, StoredMessage before, Receipt after, String reason) {
        return new Act(who, "correction of message " + before.receipt() + ": " + reason,
                before.outcome() + " " + before.events(), state(after.outcome(), after.reasons()), Instant.now());
    }

    /** A delivery was made due again, or given up, just now. */
    public static Act delivery(String who, String what, DeliveryStatus before, DeliveryState after) {
        return new Act(who, what + " of delivery " + before.id(), before.state().name(), after.name(), Instant.now());
    }

    /** An alias taken off a lot, done just now. */
    public static Act unlink(String who, String alias, String lot, String reason, Receipt after) {
        return new Act(who, "unlink of " + alias + " from " + lot + ": " + reason, "linked",
                state(after.outcome(), after.reasons()), Instant.now());
    }

    private static String state(Outcome outcome, List<Rejection> reasons) {
        return reasons.isEmpty() ? outcome.name()
                : outcome + " " + String.join(", ", reasons.stream().map(Rejection::code).distinct().toList());
    }

    /** One line of JSON: no name that somebody gave himself can look like a second line or a further member. */
    @Override
    public String toString() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("who", who);
        line.put("what", what);
        line.put("before", before);
        line.put("after", after);
        line.put("when", when.toString());
        return new String(CanonicalJson.write(line), StandardCharsets.UTF_8);
    }
}

package io.weft.fire.ledger;

import io.weft.fire.check.Pace;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One kill of the hub; times by {@link System#nanoTime()}.
 *
 * @param aimed   whether it fell right after an anchor was kept for sending, rather than at any time
 * @param met     what had become of the last kept anchor
 * @param gone    when the process was gone
 * @param up      when the next one said that it is up
 * @param drained when the newest checkpoint of before the kill was anchored, with its receipt
 */
record HubKill(int number, boolean aimed, Met met, long gone, long up, long drained) {

    /** How far the last anchor was, as channel and store had it after the hub was gone. */
    enum Met {
        /** Kept in its file, and not on the channel: it was not sent, or not yet ordered. */
        KEPT,
        /** On the channel, and no receipt in the store. */
        COMMITTED,
        /** The receipt is in the store: between two anchors. */
        RECEIVED
    }

    double secondsToDrain() {
        return (drained - gone) / 1e9;
    }

    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("kill", number);
        report.put("aimed", aimed);
        report.put("met", met.name().toLowerCase(Locale.ROOT));
        report.put("killToUpMillis", Pace.millis(up - gone));
        report.put("killToDrainedMillis", Pace.millis(drained - gone));
        return report;
    }
}

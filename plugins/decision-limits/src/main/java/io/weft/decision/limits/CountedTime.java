package io.weft.decision.limits;

import io.weft.decision.limits.Timeline.Worst;
import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which reading counted from when to when, for one rule: the lengths add up to the cumulative time. The first
 * {@value #MAXIMUM_LISTED} are listed; all of them stand in the digest, so that a long list stays provable.
 */
final class CountedTime {

    static final int MAXIMUM_LISTED = 10_000;
    private static final byte[] LINE_FEED = {'\n'};

    private final List<Map<String, Object>> listed = new ArrayList<>();
    private final MessageDigest digest = Digests.newSha256();
    private Optional<Worst> worst = Optional.empty();
    private long from;
    private long to;
    private long count;
    private boolean open;
    private long start;

    void add(long newFrom, long newTo, Optional<Worst> newWorst) {
        if (open && newFrom == to && newWorst.equals(worst)) {
            to = newTo;
            return;
        }
        close();
        if (count == 0) {
            start = newFrom;
        }
        open = true;
        from = newFrom;
        to = newTo;
        worst = newWorst;
    }

    /** The first tick that counted. */
    long start() {
        return start;
    }

    /** A value for {@link CanonicalJson}; nothing may be added afterwards. */
    Map<String, Object> asValue() {
        close();
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("count", count);
        value.put("sha256", Digests.hex(digest.digest()));
        value.put("listed", listed);
        return value;
    }

    private void close() {
        if (!open) {
            return;
        }
        open = false;
        Map<String, Object> entry = entry();
        digest.update(CanonicalJson.write(entry));
        digest.update(LINE_FEED);
        count++;
        if (listed.size() < MAXIMUM_LISTED) {
            listed.add(entry);
        }
    }

    private Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("from", Ticks.text(from));
        entry.put("to", Ticks.text(to));
        entry.put("seconds", Ticks.seconds(to - from));
        worst.ifPresent(value -> {
            entry.put("instance", value.series().instance());
            entry.put("item", value.series().item());
            entry.put("sourceTime", Ticks.text(value.time()));
            entry.put("value", value.value());
            entry.put("unit", value.series().unit().code());
        });
        return entry;
    }
}

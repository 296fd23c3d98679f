package io.weft.thread.postgres;

import io.weft.event.EvidenceClass;
import io.weft.event.Series.Measure;
import io.weft.thread.StoreUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which class of key data the readings of an item are, as its series told when this hub first asked or last described it. An
 * item that nobody has described counts as climate, the class of measured values.
 */
final class ItemClasses {

    private final Sessions sessions;
    private final Map<Integer, Short> known = new ConcurrentHashMap<>();

    ItemClasses(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The classes of a batch of these items, as {@link ClassBits}. */
    short of(Collection<Integer> items) throws StoreUnavailableException {
        Set<Integer> missing = new HashSet<>();
        int bits = 0;
        for (Integer item : items) {
            Short bit = known.get(item);
            if (bit == null) {
                missing.add(item);
            } else {
                bits |= bit;
            }
        }
        if (!missing.isEmpty()) {
            Map<Integer, Short> asked = ask(missing);
            known.putAll(asked);
            for (Short bit : asked.values()) {
                bits |= bit;
            }
        }
        return (short) bits;
    }

    /** To be called after the commit. */
    void described(int item, Measure measure) {
        known.put(item, ClassBits.of(measure.evidenceClass()));
    }

    private Map<Integer, Short> ask(Set<Integer> items) throws StoreUnavailableException {
        Map<Integer, Short> bits = new HashMap<>();
        items.forEach(item -> bits.put(item, ClassBits.of(EvidenceClass.CLIMATE)));
        return sessions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select distinct on (item) item, measure from series where item = any(?) order by item, revision desc")) {
                statement.setArray(1, connection.createArrayOf("int", items.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        bits.put(row.getInt(1), ClassBits.of(Measure.valueOf(row.getString(2)).evidenceClass()));
                    }
                }
            }
            return bits;
        });
    }
}

package io.weft.bench.documents;

import io.weft.bench.hub.Store;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The client's list held against the store.
 *
 * @param lost    orders that were acknowledged and have no message, or no event
 * @param doubled orders that have more than one message, or more than one event
 */
record Account(long lost, long doubled) {

    static Account of(Store store, Collection<Long> acknowledged) throws IOException, SQLException {
        Map<String, long[]> stored = new HashMap<>();
        try (Connection connection = store.connect();
                PreparedStatement statement = connection.prepareStatement("""
                        select m.message_id, count(distinct m.receipt), count(e.event_id)
                          from message m left join event e on e.message = m.receipt group by m.message_id""");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                stored.put(row.getString(1), new long[] {row.getLong(2), row.getLong(3)});
            }
        }
        long lost = 0;
        long doubled = 0;
        for (long order : acknowledged) {
            long[] counts = stored.getOrDefault(OrderDocument.documentNumber(order), new long[2]);
            lost += counts[0] == 0 || counts[1] == 0 ? 1 : 0;
            doubled += counts[0] > 1 || counts[1] > 1 ? 1 : 0;
        }
        return new Account(lost, doubled);
    }
}

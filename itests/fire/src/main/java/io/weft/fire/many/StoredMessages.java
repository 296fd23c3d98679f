package io.weft.fire.many;

import io.weft.fire.hub.HubUnderFire;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whose message has become events in the hub's store. */
final class StoredMessages {

    private final HubUnderFire hub;
    private final Set<String> mapped = ConcurrentHashMap.newKeySet();

    StoredMessages(HubUnderFire hub) {
        this.hub = hub;
    }

    /** Whether a message of this instance is stored as mapped. */
    boolean mapped(String instance) {
        return mapped.contains(instance) || ask(instance);
    }

    private boolean ask(String instance) {
        try (Connection store = hub.store().connect(); PreparedStatement statement = store.prepareStatement(
                "select exists (select from message where instance = ? and outcome = 'MAPPED')")) {
            statement.setString(1, instance);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1) && mapped.add(instance);
            }
        } catch (SQLException | IOException notYet) {
            // The database starts with the hub.
            return false;
        }
    }
}

package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What events said about aliases; events that are declared an error do not count. */
final class IdentityLinkTable {

    private static final int MAXIMUM = 10_000;

    private final Connection connection;
    private final String select;

    IdentityLinkTable(Connection connection, AsOf asOf) {
        this.connection = connection;
        this.select = "select c.alias, c.kind, c.lot, c.event_time, c.event_id, c.links"
                + " from unnest(?::text[]) asked (key) join identity_link c on c.%s = asked.key where true"
                + asOf.counts("c") + " order by c.event_time, c.event_id limit " + MAXIMUM;
    }

    /**
     * As {@link #ofAliases}, and keeps others from linking these aliases until the end of the transaction: no unique index can
     * refuse two lots that overlap in time.
     */
    List<IdentityLink> locked(Collection<String> aliases) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select pg_advisory_xact_lock(hashtextextended('weft identity ' || asked.alias, 0))
                  from (select distinct alias from unnest(?::text[]) each (alias) order by 1) asked""")) {
            statement.setArray(1, connection.createArrayOf("text", aliases.toArray()));
            statement.execute();
        }
        return ofAliases(aliases);
    }

    List<IdentityLink> ofAliases(Collection<String> aliases) throws SQLException {
        return read(select.formatted("alias"), aliases);
    }

    List<IdentityLink> ofNumber(String number) throws SQLException {
        return read(select.formatted("number"), List.of(number));
    }

    private List<IdentityLink> read(String sql, Collection<String> keys) throws SQLException {
        List<IdentityLink> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new IdentityLink(row.getString("alias"), row.getString("kind"), row.getString("lot"),
                            Timestamps.read(row, "event_time"), row.getString("event_id"), row.getBoolean("links")));
                }
            }
        }
        return found;
    }
}

package io.weft.thread.postgres;

import io.weft.identity.ThreadKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The lots of an item. Keys that begin alike stand together only in the order of their bytes, so the database's collation
 * must be C or C.UTF-8.
 */
final class LotIndex {

    private static final String SQL = "select distinct lot from lot_number where lot > ? and lot < ? order by lot limit ?";

    private final Connection connection;

    LotIndex(Connection connection) {
        this.connection = connection;
    }

    List<ThreadKey> of(String gtin, int most) throws SQLException {
        String prefix = "https://id.gs1.org/01/" + gtin + "/10/";
        String end = "https://id.gs1.org/01/" + gtin + "/100";
        List<ThreadKey> lots = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, prefix);
            statement.setString(2, end);
            statement.setInt(3, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Lots.of(row.getString(1)).ifPresent(lots::add);
                }
            }
        }
        return lots;
    }
}

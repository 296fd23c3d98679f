package io.weft.thread.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Short numbers for the names of items; a number once given never changes. */
final class Items {

    private final Map<String, Map<String, Integer>> committed = new ConcurrentHashMap<>();

    /** Numbers of an instance's items that are known to be committed, by name; grows while it is used. */
    Map<String, Integer> known(String instance) {
        return committed.computeIfAbsent(instance, name -> new ConcurrentHashMap<>());
    }

    /** Numbers the items; to be committed in a transaction of its own, so that many batches can bring the same new item. */
    static Map<String, Integer> number(Connection connection, String instance, Collection<String> items)
            throws SQLException {
        Set<String> missing = new HashSet<>(items);
        Map<String, Integer> numbers = find(connection, instance, missing);
        missing.removeAll(numbers.keySet());
        if (!missing.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into item (instance, item) select ?, item from unnest(?::text[]) as named(item) order by item
                    on conflict (instance, item) do nothing""")) {
                statement.setString(1, instance);
                statement.setArray(2, texts(connection, missing));
                statement.executeUpdate();
            }
            numbers.putAll(find(connection, instance, missing));
        }
        return numbers;
    }

    private static Map<String, Integer> find(Connection connection, String instance, Collection<String> items)
            throws SQLException {
        Map<String, Integer> numbers = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select item, id from item where instance = ? and item = any(?)")) {
            statement.setString(1, instance);
            statement.setArray(2, texts(connection, items));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    numbers.put(row.getString(1), row.getInt(2));
                }
            }
        }
        return numbers;
    }

    private static Array texts(Connection connection, Collection<String> items) throws SQLException {
        return connection.createArrayOf("text", items.toArray());
    }

    /** To be called after the commit. */
    void remember(String instance, Map<String, Integer> numbers) {
        known(instance).putAll(numbers);
    }
}

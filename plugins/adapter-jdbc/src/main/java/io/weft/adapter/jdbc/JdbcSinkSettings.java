package io.weft.adapter.jdbc;

import io.weft.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code io.weft.adapter.jdbcsink~<name>} says.
 *
 * @param lookup gives the payload that was inserted for a delivery, as the first column; no row if there is none
 * @param insert adds the delivery
 * @param text   whether the payload is given as text (UTF-8), else as bytes
 * @param faults one line each; with any nothing is sent
 */
record JdbcSinkSettings(String instance, String system, DatabaseLogin login, Sql lookup, Sql insert, boolean text,
        List<String> faults) {

    static JdbcSinkSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        Set<String> keys = new HashSet<>(Set.of("system", "lookup", "insert", "payload"));
        keys.addAll(DatabaseLogin.KEYS);
        settings.refuseUnknown(keys);
        DatabaseLogin login = DatabaseLogin.of(settings);
        return new JdbcSinkSettings(settings.instance(), settings.required("system"), login,
                Sql.of(settings, "lookup", Set.of("delivery"), Set.of()),
                Sql.of(settings, "insert", Set.of("delivery", "payload"), Set.of("mediaType", "orderKey")),
                settings.choice("payload", "text", "text", "bytes").equals("text"), settings.faults());
    }
}

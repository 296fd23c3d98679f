package io.weft.adapter.jdbc;

import io.weft.settings.Settings;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code io.weft.adapter.jdbc~<name>} says.
 *
 * @param select        gives rows that are not marked, the first to be taken first
 * @param mark          marks one row as taken
 * @param idColumn      identifies a row for ever
 * @param payloadColumn empty: the row itself is the message, as JSON
 * @param charset       in which a text column's payload is offered
 * @param faults        one line each; with any nothing is read
 */
record JdbcSourceSettings(String instance, String system, String format, String epoch, DatabaseLogin login, Sql select,
        Sql mark, String idColumn, Optional<String> payloadColumn, Charset charset, int batch, int maximumBytes,
        Duration poll, List<String> faults) {

    static JdbcSourceSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        Set<String> keys = new HashSet<>(Set.of("system", "format", "epoch", "select", "mark", "idColumn",
                "payloadColumn", "payloadCharset", "batch", "maximumBytes", "pollMillis"));
        keys.addAll(DatabaseLogin.KEYS);
        settings.refuseUnknown(keys);
        DatabaseLogin login = DatabaseLogin.of(settings);
        Sql select = Sql.of(settings, "select", Set.of(), Set.of());
        Sql mark = Sql.of(settings, "mark", Set.of("id"), Set.of("outcome", "receipt"));
        return new JdbcSourceSettings(settings.instance(), settings.required("system"), settings.required("format"),
                settings.text("epoch", ""), login, select, mark, settings.required("idColumn"),
                Optional.of(settings.text("payloadColumn", "")).filter(name -> !name.isEmpty()), charset(settings),
                settings.number("batch", 50, 1, 10_000),
                settings.number("maximumBytes", 16 * 1024 * 1024, 1, 256 * 1024 * 1024),
                Duration.ofMillis(settings.number("pollMillis", 1_000, 10, 3_600_000)), settings.faults());
    }

    private static Charset charset(Settings settings) {
        String name = settings.text("payloadCharset", "UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            settings.fault("payloadCharset", name, "is no charset that is known here");
            return StandardCharsets.UTF_8;
        }
    }
}

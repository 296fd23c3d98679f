package io.weft.adapter.jdbc;

import io.weft.settings.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configured statement whose parameters have names, as {@code :id}. Values only ever travel as parameters.
 *
 * @param text       with {@code ?} for each parameter
 * @param parameters names, in the order of their places
 */
record Sql(String text, List<String> parameters) {

    /** Texts in quotes, {@code ::} casts and comments hold no parameters. */
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\\*.*?\\*/|::|:([A-Za-z][A-Za-z0-9]*)", Pattern.DOTALL);

    /** @param needed parameters that have to occur; {@code allowed} may */
    static Sql of(Settings settings, String key, Set<String> needed, Set<String> allowed) {
        String written = settings.required(key);
        List<String> parameters = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Matcher matcher = TOKEN.matcher(written);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (name != null) {
                parameters.add(name);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(name == null ? matcher.group() : "?"));
        }
        matcher.appendTail(text);
        if (!written.isEmpty()) {
            check(settings, key, parameters, needed, allowed);
        }
        return new Sql(text.toString(), List.copyOf(parameters));
    }

    private static void check(Settings settings, String key, List<String> parameters, Set<String> needed,
            Set<String> allowed) {
        needed.stream().filter(name -> !parameters.contains(name)).sorted()
                .forEach(name -> settings.fault(key, ":" + name, "has to occur in the statement"));
        parameters.stream().filter(name -> !needed.contains(name) && !allowed.contains(name)).distinct()
                .forEach(name -> settings.fault(key, ":" + name, "is no parameter of this statement"));
    }

    PreparedStatement prepare(Connection connection, Map<String, Object> values, int timeoutSeconds) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        try {
            statement.setQueryTimeout(timeoutSeconds);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, values.get(parameters.get(i)));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}

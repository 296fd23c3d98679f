package io.weft.adapter.http;

import io.weft.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code io.weft.adapter.http~<name>} says.
 *
 * @param users  empty: every user with the role
 * @param role   the least role of whoever sends
 * @param faults one line each; with any nothing is served
 */
record HttpSourceSettings(String instance, String path, String system, String format, String epoch, Set<String> users,
        String role, Set<String> mediaTypes, int maximumBytes, List<String> faults) {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~%-]+)+");

    static HttpSourceSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        String path = settings.required("path");
        if (!path.isEmpty() && !PATH.matcher(path).matches()) {
            settings.fault("path", path, "is not an absolute path without a slash at its end");
        }
        String system = settings.required("system");
        String format = settings.required("format");
        int maximumBytes = settings.number("maximumBytes", 4 * 1024 * 1024, 1, 1024 * 1024 * 1024);
        Set<String> mediaTypes = settings.list("mediaTypes", "application/json,application/xml,text/xml").stream()
                .map(type -> type.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return new HttpSourceSettings(settings.instance(), path, system, format, settings.text("epoch", ""),
                Set.copyOf(settings.list("users", "")), settings.text("role", "sender"), mediaTypes, maximumBytes, settings.faults());
    }
}

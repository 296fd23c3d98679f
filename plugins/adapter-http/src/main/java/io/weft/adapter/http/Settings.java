package io.weft.adapter.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a configuration file's values; each fault names key, value and rule. */
final class Settings {

    private final Map<String, Object> values;
    private final List<String> faults = new ArrayList<>();

    Settings(Map<String, Object> values) {
        this.values = values;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    void fault(String key, Object value, String rule) {
        faults.add(key + ": '" + value + "' " + rule);
    }

    /** The instance's name: {@code io.weft.adapter.http~erp} is {@code http~erp}. */
    String instance() {
        String pid = String.valueOf(values.getOrDefault("service.pid", ""));
        return pid.substring(pid.lastIndexOf('.', Math.max(pid.indexOf('~'), 0)) + 1);
    }

    String text(String key, String otherwise) {
        Object value = values.get(key);
        String text = value == null ? "" : String.valueOf(value).strip();
        return text.isEmpty() ? otherwise : text;
    }

    String required(String key) {
        String text = text(key, "");
        if (text.isEmpty()) {
            fault(key, "", "is missing");
        }
        return text;
    }

    int number(String key, int otherwise, int least, int most) {
        String text = text(key, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that is out of range.
        }
        fault(key, text, "is not a whole number from " + least + " to " + most);
        return otherwise;
    }

    List<String> list(String key, String otherwise) {
        Object value = values.get(key);
        String joined = value instanceof Object[] array
                ? Arrays.stream(array).map(String::valueOf).collect(Collectors.joining(","))
                : text(key, otherwise);
        return Arrays.stream(joined.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    /** The only line of a file that holds a secret. */
    Optional<String> secret(String key) {
        String file = text(key, "");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException | RuntimeException e) {
            fault(key, file, "cannot be read: " + e);
            return Optional.empty();
        }
    }

    /** An absolute http or https URL. */
    URI url(String key) {
        String text = required(key);
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below, like a URL of another scheme.
        }
        if (!text.isEmpty()) {
            fault(key, text, "is not an http or https URL with a host");
        }
        return URI.create("http://invalid.invalid");
    }
}

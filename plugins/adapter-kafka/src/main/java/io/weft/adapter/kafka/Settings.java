package io.weft.adapter.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    /** A key that nobody reads is a misspelt one. Keys with a dot are the container's. */
    void refuseUnknown(Set<String> known) {
        for (String key : new TreeSet<>(values.keySet())) {
            if (key.indexOf('.') < 0 && !known.contains(key)) {
                fault(key, text(key, ""), "is no key of this adapter");
            }
        }
    }

    /** The instance's name: {@code io.weft.adapter.kafka~wms} is {@code kafka~wms}. */
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

    boolean flag(String key, boolean otherwise) {
        return choice(key, Boolean.toString(otherwise), "true", "false").equals("true");
    }

    String choice(String key, String otherwise, String... allowed) {
        String text = text(key, otherwise);
        if (!Arrays.asList(allowed).contains(text)) {
            fault(key, text, "is none of " + String.join(", ", allowed));
            return otherwise;
        }
        return text;
    }

    List<String> list(String key, String otherwise) {
        return Arrays.stream(text(key, otherwise).split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    Optional<Path> path(String key) {
        String text = text(key, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return Optional.of(path);
            }
            fault(key, text, "is not an absolute path");
        } catch (InvalidPathException e) {
            fault(key, text, "is not a path: " + e.getReason());
        }
        return Optional.empty();
    }

    /** A file that is there and can be read. */
    Optional<Path> readable(String key) {
        Optional<Path> path = path(key);
        path.filter(file -> !Files.isReadable(file)).ifPresent(file -> fault(key, file, "is not a readable file"));
        return path;
    }

    /** The only line of a file that holds a secret. */
    Optional<String> secret(String key) {
        Optional<Path> file = path(key);
        try {
            return file.isPresent() ? Optional.of(Files.readString(file.get()).strip()) : Optional.empty();
        } catch (IOException e) {
            fault(key, file.get(), "cannot be read: " + e);
            return Optional.empty();
        }
    }
}

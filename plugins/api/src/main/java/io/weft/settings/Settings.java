package io.weft.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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
import java.util.stream.Collectors;

/**
 * Reads a configuration file's values. What breaks its rule becomes a fault that names key, value and rule, and a harmless
 * value is given instead, so that one look shows all that is wrong. For one thread.
 */
public final class Settings {

    private final Map<String, Object> values;
    private final List<String> faults = new ArrayList<>();

    /** @param values as Configuration Admin gives them: strings, and arrays of them where a component says so */
    public Settings(Map<String, Object> values) {
        this.values = values;
    }

    /** What was found wrong until now, one line each. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    public void fault(String key, Object value, String rule) {
        faults.add(key + ": '" + value + "' " + rule);
    }

    /** A key that nobody reads is a misspelt one. Keys with a dot are the container's. */
    public void refuseUnknown(Set<String> known) {
        for (String key : new TreeSet<>(values.keySet())) {
            if (key.indexOf('.') < 0 && !known.contains(key)) {
                fault(key, text(key, ""), "is no key of this adapter");
            }
        }
    }

    /** The instance's name: {@code io.weft.adapter.http~erp} is {@code http~erp}. */
    public String instance() {
        String pid = String.valueOf(values.getOrDefault("service.pid", ""));
        return pid.substring(pid.lastIndexOf('.', Math.max(pid.indexOf('~'), 0)) + 1);
    }

    /** @return without white space around it; {@code otherwise} if nothing is left */
    public String text(String key, String otherwise) {
        Object value = values.get(key);
        String text = value == null ? "" : String.valueOf(value).strip();
        return text.isEmpty() ? otherwise : text;
    }

    public String required(String key) {
        String text = text(key, "");
        if (text.isEmpty()) {
            fault(key, "", "is missing");
        }
        return text;
    }

    public int number(String key, int otherwise, int least, int most) {
        return number(key, text(key, Integer.toString(otherwise)), otherwise, least, most);
    }

    /** Like {@link #number}, without a default. */
    public int requiredNumber(String key, int least, int most) {
        String text = required(key);
        return text.isEmpty() ? least : number(key, text, least, least, most);
    }

    private int number(String key, String text, int otherwise, int least, int most) {
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

    public boolean flag(String key, boolean otherwise) {
        return choice(key, Boolean.toString(otherwise), "true", "false").equals("true");
    }

    public String choice(String key, String otherwise, String... allowed) {
        String text = text(key, otherwise);
        if (!Arrays.asList(allowed).contains(text)) {
            fault(key, text, "is none of " + String.join(", ", allowed));
            return otherwise;
        }
        return text;
    }

    /** Values apart by commas. */
    public List<String> list(String key, String otherwise) {
        Object value = values.get(key);
        String joined = value instanceof Object[] array
                ? Arrays.stream(array).map(String::valueOf).collect(Collectors.joining(","))
                : text(key, otherwise);
        return Arrays.stream(joined.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    /** An absolute path: a relative one would depend on where the container was started. */
    public Optional<Path> path(String key) {
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
    public Optional<Path> readable(String key) {
        Optional<Path> path = path(key);
        path.filter(file -> !Files.isReadable(file)).ifPresent(file -> fault(key, file, "is not a readable file"));
        return path;
    }

    /** What a file holds that stands for a secret, without white space around it; empty if no file is named. */
    public Optional<String> secret(String key) {
        Optional<Path> file = path(key);
        try {
            return file.isPresent() ? Optional.of(Files.readString(file.get()).strip()) : Optional.empty();
        } catch (IOException e) {
            fault(key, file.get(), "cannot be read: " + e);
            return Optional.empty();
        }
    }

    /** An absolute http or https URL. */
    public URI url(String key) {
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

    /** Whether nobody but this machine can be meant by the host that a key names. */
    public boolean loopback(String key, String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            fault(key, host, "is not a known host");
            return true;
        }
    }
}

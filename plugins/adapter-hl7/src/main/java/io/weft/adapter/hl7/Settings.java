package io.weft.adapter.hl7;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The instance's name: {@code io.weft.adapter.hl7~lims} is {@code hl7~lims}. */
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
        return number(key, Integer.toString(otherwise), least, most);
    }

    int port() {
        return number("port", required("port").isEmpty() ? "0" : "", 0, 65535);
    }

    private int number(String key, String otherwise, int least, int most) {
        String text = text(key, otherwise);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that is out of range.
        }
        fault(key, text, "is not a whole number from " + least + " to " + most);
        return least;
    }

    boolean flag(String key) {
        String text = text(key, "false");
        if (!text.equals("true") && !text.equals("false")) {
            fault(key, text, "is neither true nor false");
        }
        return text.equals("true");
    }

    /** One of a few words; the first is the default. */
    String word(String key, String... words) {
        String text = text(key, words[0]);
        if (!Arrays.asList(words).contains(text)) {
            fault(key, text, "is none of " + String.join(", ", words));
        }
        return text;
    }

    List<String> list(String key) {
        Object value = values.get(key);
        String[] items = value instanceof Object[] array
                ? Arrays.stream(array).map(String::valueOf).toArray(String[]::new) : text(key, "").split(",");
        return Arrays.stream(items).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    /** The file of a keystore; empty if none is named. */
    Optional<Path> file(String key) {
        String name = text(key, "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(name);
        if (!Files.isReadable(file)) {
            fault(key, name, "is not a readable file");
        }
        return Optional.of(file);
    }

    /** The only line of a file that holds a secret; empty, and a fault, if it is not there. */
    char[] secret(String key) {
        String name = text(key, "");
        try {
            if (!name.isEmpty()) {
                return Files.readString(Path.of(name)).strip().toCharArray();
            }
            fault(key, "", "must name the file with the password");
        } catch (IOException | RuntimeException e) {
            fault(key, name, "cannot be read: " + e);
        }
        return new char[0];
    }

    /** Whether nobody but this machine can be meant by the host. */
    boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            fault("host", host, "is not a known host");
            return true;
        }
    }
}

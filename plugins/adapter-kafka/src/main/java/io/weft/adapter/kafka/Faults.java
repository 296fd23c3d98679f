package io.weft.adapter.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The present faults of an instance, one line each. Each is logged when it comes and when it goes. */
final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final String instance;
    private final Map<String, String> lines = new ConcurrentSkipListMap<>();

    Faults(String instance) {
        this.instance = instance;
    }

    /** @param subject a configuration key where one is concerned */
    void raise(String subject, String value, String rule) {
        String line = (subject + ": '" + value + "' " + rule).replaceAll("\\s+", " ");
        if (!line.equals(lines.put(key(subject, value), line))) {
            LOG.warn("{}: {}", instance, line);
        }
    }

    void clear(String subject, String value) {
        String line = lines.remove(key(subject, value));
        if (line != null) {
            LOG.info("{}: mended: {}", instance, line);
        }
    }

    /** Clears the faults of a subject that concern none of the values. */
    void keepOnly(String subject, List<String> values) {
        List<String> kept = values.stream().map(value -> key(subject, value)).toList();
        lines.keySet().removeIf(key -> key.startsWith(subject + " ") && !kept.contains(key));
    }

    private static String key(String subject, String value) {
        return subject + " " + value;
    }

    List<String> lines() {
        return List.copyOf(lines.values());
    }
}

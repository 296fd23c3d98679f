package io.weft.adapter.opcua;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The present faults of an instance, one line per subject. Each is logged when it comes and when it goes. */
final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final String instance;
    private final Map<String, String> lines = new ConcurrentSkipListMap<>();

    Faults(String instance) {
        this.instance = instance;
    }

    /**
     * @param subject what is concerned, a configuration key where there is one; a later line of the same subject
     *                replaces the earlier
     */
    void raise(String subject, String value, String rule) {
        String line = subject + ": '" + value + "' " + rule;
        if (!line.equals(lines.put(subject + " " + value, line))) {
            LOG.warn("{}: {}", instance, line);
        }
    }

    void clear(String subject, String value) {
        String line = lines.remove(subject + " " + value);
        if (line != null) {
            LOG.info("{}: mended: {}", instance, line);
        }
    }

    void clearAll(String subject) {
        lines.keySet().removeIf(key -> key.startsWith(subject + " "));
    }

    List<String> lines() {
        return new ArrayList<>(lines.values());
    }
}

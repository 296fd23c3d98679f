package io.weft.settings;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The present faults of a running instance, one line each. Each is logged when it comes and when it goes, not while it
 * lasts. For any number of threads.
 */
public final class Faults {

    private static final Logger LOG = System.getLogger(Faults.class.getName());

    private final String instance;
    private final Map<String, String> lines = new ConcurrentSkipListMap<>();

    /** @param instance the instance's name, for the log */
    public Faults(String instance) {
        this.instance = instance;
    }

    /**
     * A later line about the same subject and value replaces the earlier one.
     *
     * @param subject what is concerned, a configuration key where there is one
     */
    public void raise(String subject, String value, String rule) {
        String line = (subject + ": '" + value + "' " + rule).replaceAll("\\s+", " ");
        if (!line.equals(lines.put(key(subject, value), line))) {
            LOG.log(Level.WARNING, () -> instance + ": " + line);
        }
    }

    public void clear(String subject, String value) {
        String line = lines.remove(key(subject, value));
        if (line != null) {
            LOG.log(Level.INFO, () -> instance + ": mended: " + line);
        }
    }

    /** Takes away the faults of a subject that concern none of the values. */
    public void keepOnly(String subject, List<String> values) {
        List<String> kept = values.stream().map(value -> key(subject, value)).toList();
        lines.keySet().removeIf(key -> key.startsWith(subject + " ") && !kept.contains(key));
    }

    /** The lines that hold now, by subject and value. */
    public List<String> lines() {
        return List.copyOf(lines.values());
    }

    private static String key(String subject, String value) {
        return subject + " " + value;
    }
}

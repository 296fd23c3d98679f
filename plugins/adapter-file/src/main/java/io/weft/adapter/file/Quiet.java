package io.weft.adapter.file;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers since when files have looked the same. By the hub's monotonic clock: whether the other side's clock is right
 * does not matter. Used by one thread.
 */
final class Quiet {

    private final Map<String, Look> looks = new HashMap<>();

    private record Look(Entry entry, long since) {
    }

    /** Takes note of a folder's present files; forgets those of this folder that are gone. */
    void look(String folder, List<Entry> present, long now) {
        Map<String, Look> kept = new HashMap<>();
        for (Entry entry : present) {
            Look before = looks.get(path(folder, entry));
            kept.put(path(folder, entry), before != null && before.entry().equals(entry) ? before : new Look(entry, now));
        }
        looks.keySet().removeIf(path -> path.startsWith(folder + "/"));
        looks.putAll(kept);
    }

    /** Whether it has looked the same for at least so long. */
    boolean since(String folder, Entry entry, Duration atLeast, long now) {
        Look look = looks.get(path(folder, entry));
        return look != null && look.entry().equals(entry) && now - look.since() >= atLeast.toNanos();
    }

    private static String path(String folder, Entry entry) {
        return folder + "/" + entry.name();
    }
}

package io.weft.adapter.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who works on which file. A claim is a rename into {@code .weft/<owner>/}, which succeeds for one hub only and outlives
 * it: whatever stands in the own folder after a kill is worked on again. With a marker the marker is claimed first.
 */
final class Claims {

    private static final String FOLDER = ".weft";

    private final PickupSettings settings;
    private final String own;
    private final Quiet quiet = new Quiet();

    Claims(PickupSettings settings, String owner) {
        this.settings = settings;
        this.own = FOLDER + "/" + owner;
    }

    void prepare(Directory directory) throws IOException {
        directory.makeFolder(FOLDER);
        directory.makeFolder(own);
    }

    /** Where a claimed file stands. */
    String path(String name) {
        return own + "/" + name;
    }

    /** Claimed files that are not finished, in the order of the selection. */
    List<Entry> unfinished(Directory directory) throws IOException {
        if (settings.completeness() instanceof Completeness.Marked marked) {
            completeMarked(directory, marked.suffix());
        }
        return claimed(directory).stream().filter(entry -> !isMarker(entry.name()))
                .sorted(settings.selection().order()).toList();
    }

    private List<Entry> claimed(Directory directory) throws IOException {
        return directory.files(own);
    }

    /** A marker without its file: the hub ended between the two renames of a claim, or before it deleted the marker. */
    private void completeMarked(Directory directory, String suffix) throws IOException {
        Set<String> names = claimed(directory).stream().map(Entry::name).collect(Collectors.toSet());
        for (String marker : names) {
            if (isMarker(marker)) {
                String name = marker.substring(0, marker.length() - suffix.length());
                if (!names.contains(name) && !renamed(directory, name, path(name))) {
                    directory.delete(path(marker));
                }
            }
        }
    }

    private boolean isMarker(String name) {
        return settings.completeness() instanceof Completeness.Marked marked && name.endsWith(marked.suffix());
    }

    /**
     * Complete files that nobody has claimed, in the order of the selection.
     *
     * @param now the monotonic clock, nanoseconds
     */
    List<Entry> ready(Directory directory, long now) throws IOException {
        List<Entry> all = directory.files("");
        Set<String> names = all.stream().map(Entry::name).collect(Collectors.toSet());
        quiet.look("", all, now);
        return all.stream()
                .filter(entry -> settings.selection().admits(entry.name()) && !isMarker(entry.name()))
                .filter(entry -> isComplete(entry, names, now))
                .sorted(settings.selection().order()).toList();
    }

    private boolean isComplete(Entry entry, Set<String> names, long now) {
        Completeness completeness = settings.completeness();
        if (completeness instanceof Completeness.Stable stable) {
            return quiet.since("", entry, stable.quiet(), now);
        }
        return !(completeness instanceof Completeness.Marked marked) || names.contains(entry.name() + marked.suffix());
    }

    /** Whether the file is this hub's now; not if another was faster, or an earlier file of the name is unfinished. */
    boolean claim(Directory directory, Entry entry) throws IOException {
        String name = entry.name();
        if (settings.completeness() instanceof Completeness.Marked marked) {
            String marker = name + marked.suffix();
            return renamed(directory, marker, path(marker)) && renamed(directory, name, path(name));
        }
        return renamed(directory, name, path(name));
    }

    /** Ends a claim whose file has been moved away or deleted. */
    void finished(Directory directory, String name) throws IOException {
        if (settings.completeness() instanceof Completeness.Marked marked) {
            directory.delete(path(name + marked.suffix()));
        }
    }

    /** Takes what other owners claimed and have not finished within the time: their hub will not come back. */
    List<String> takeOver(Directory directory, long now) throws IOException {
        Duration patience = settings.takeOver();
        List<String> taken = new ArrayList<>();
        if (patience.isZero()) {
            return taken;
        }
        for (String owner : directory.folders(FOLDER)) {
            String folder = FOLDER + "/" + owner;
            if (!folder.equals(own)) {
                List<Entry> claimed = directory.files(folder);
                quiet.look(folder, claimed, now);
                for (Entry entry : claimed) {
                    if (quiet.since(folder, entry, patience, now)
                            && renamed(directory, folder + "/" + entry.name(), path(entry.name()))) {
                        taken.add(folder + "/" + entry.name());
                    }
                }
            }
        }
        return taken;
    }

    private static boolean renamed(Directory directory, String from, String to) throws IOException {
        try {
            directory.rename(from, to);
            return true;
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            return false;
        }
    }
}

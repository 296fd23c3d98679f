package io.weft.engine;

import java.util.Comparator;
import java.util.Optional;

/** {@code major.minor.patch}, compared number by number. */
record Version(long major, long minor, long patch) implements Comparable<Version> {

    private static final Comparator<Version> ORDER = Comparator.comparingLong(Version::major)
            .thenComparingLong(Version::minor).thenComparingLong(Version::patch);

    /** Empty if the text is no version. */
    static Optional<Version> of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Version(
                    Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}

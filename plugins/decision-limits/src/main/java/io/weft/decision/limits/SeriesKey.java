package io.weft.decision.limits;

import io.weft.event.Series;
import java.util.Comparator;

/** Names a series. */
record SeriesKey(String instance, String item) implements Comparable<SeriesKey> {

    private static final Comparator<SeriesKey> ORDER =
            Comparator.comparing(SeriesKey::instance).thenComparing(SeriesKey::item);

    static SeriesKey of(Series series) {
        return new SeriesKey(series.instance(), series.item());
    }

    @Override
    public int compareTo(SeriesKey other) {
        return ORDER.compare(this, other);
    }
}

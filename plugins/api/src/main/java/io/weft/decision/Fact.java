package io.weft.decision;

import io.weft.event.Event;
import io.weft.event.Reading;
import java.util.List;

/** Something committed that decisions may turn on. */
public sealed interface Fact {

    /** An event was stored. */
    record EventStored(Event event) implements Fact {
    }

    /** Readings were stored. */
    record ReadingsStored(String instance, List<Reading> readings) implements Fact {
    }

    /** A series was given a meaning, or another one. */
    record SeriesDescribed(String instance, String item) implements Fact {
    }
}

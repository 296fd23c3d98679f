package io.weft.mapping;

import io.weft.event.Rejection;
import io.weft.event.Series;
import org.osgi.annotation.versioning.ConsumerType;

/** Says what the items of a sensor source mean. Readings are stored as measured; this names device, measure and unit. */
@ConsumerType
public interface SeriesMapping {

    MappingRef ref();

    Described describe(String instance, String item);

    /** What the mapping knows of an item. */
    sealed interface Described {

        record Known(Series series) implements Described {
        }

        /** Its readings are kept; they mean something once a mapping knows the item. */
        record Unknown(Rejection reason) implements Described {
        }
    }
}

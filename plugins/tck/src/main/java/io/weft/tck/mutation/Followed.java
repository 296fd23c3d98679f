package io.weft.tck.mutation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of the source that is followed into the events.
 *
 * @param source  where it stands in the decoder's tree
 * @param field   what the field of a rejection for its sake contains
 * @param results every place in {@code {"events": [...]}} that it makes, for example {@code events[0].quantityList[0].quantity}
 * @param meaning what has to stand there; empty if the message has to be rejected
 */
public record Followed(Place source, String field, List<Place> results, Function<Object, Optional<Object>> meaning) {

    public static Followed of(String source, String field, List<String> results,
            Function<Object, Optional<Object>> meaning) {
        return new Followed(Place.of(source), field, results.stream().map(Place::of).toList(), meaning);
    }
}

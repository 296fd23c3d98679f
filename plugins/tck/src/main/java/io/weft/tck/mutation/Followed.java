package io.weft.tck.mutation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of the source that is followed into the events.
 *
 * @param source     where it stands in the decoder's tree
 * @param field      what the field of a rejection for its sake contains
 * @param results    every place in {@code {"events": [...]}} that it makes, for example {@code events[0].quantityList[0].quantity}
 * @param identities places of identities that follow from the value: another if it means another
 * @param meaning    what has to stand there; empty if the message has to be rejected
 */
public record Followed(Place source, String field, List<Place> results, List<Place> identities,
        Function<Object, Optional<Object>> meaning) {

    public static Followed of(String source, String field, List<String> results,
            Function<Object, Optional<Object>> meaning) {
        return new Followed(Place.of(source), field, places(results), List.of(), meaning);
    }

    public Followed identifying(String... identities) {
        return new Followed(source, field, results, places(List.of(identities)), meaning);
    }

    private static List<Place> places(List<String> paths) {
        return paths.stream().map(Place::of).toList();
    }
}

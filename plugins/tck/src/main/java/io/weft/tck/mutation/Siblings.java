package io.weft.tck.mutation;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts of a message that stand side by side.
 *
 * @param kind      what they are, for example {@code element}
 * @param starts    where each begins, in characters of the message, ascending
 * @param ends      where each ends, exclusive
 * @param separator what is written between two of them
 */
public record Siblings(String kind, List<Integer> starts, List<Integer> ends, String separator) {

    public Siblings {
        starts = List.copyOf(starts);
        ends = List.copyOf(ends);
    }

    int size() {
        return starts.size();
    }

    List<String> parts(String message) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            parts.add(message.substring(starts.get(i), ends.get(i)));
        }
        return parts;
    }

    /** The message with these parts in the place of its own. */
    String replaced(String message, List<String> parts) {
        return message.substring(0, starts.get(0)) + String.join(separator, parts)
                + message.substring(ends.get(size() - 1));
    }
}

package io.weft.tck.mutation;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a tree of maps and lists.
 *
 * @param steps names of members ({@code String}) and positions in arrays ({@code Integer}), from the root
 */
public record Place(List<Object> steps) {

    static final Place ROOT = new Place(List.of());

    /** Reads {@code events[0].event.quantity}; a name with a full stop or bracket in it cannot be written so. */
    public static Place of(String path) {
        List<Object> steps = new ArrayList<>();
        for (String name : path.split("\\.")) {
            String[] parts = name.split("\\[");
            if (!parts[0].isEmpty()) {
                steps.add(parts[0]);
            }
            for (int i = 1; i < parts.length; i++) {
                steps.add(Integer.valueOf(parts[i].substring(0, parts[i].length() - 1)));
            }
        }
        return new Place(List.copyOf(steps));
    }

    Place then(Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Place(List.copyOf(longer));
    }

    /** The last member name on the way; empty if there is none. */
    String name() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof String name) {
                return name;
            }
        }
        return "";
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer) {
                path.append('[').append(step).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
        }
        return path.toString();
    }
}

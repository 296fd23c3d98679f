package io.weft.format.edi;

import io.weft.event.Rejection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the segments of a message into the groups of its {@link Shape}. A segment belongs to the innermost open group that
 * has it. What belongs nowhere, and a group that names no earlier one as its parent, are faults.
 */
final class Grouping {

    /** Levels of groups that name each other: shipment, order, tare, pack, item are 5. */
    private static final int MAXIMUM_NESTING = 20;

    private final String place;
    private final List<Rejection> faults;
    private final Group message = new Group(Optional.empty());
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Nested> nested = new HashMap<>();

    private record Open(Group group, Shape shape) {
    }

    private record Nested(Group group, int depth) {
    }

    private Grouping(Shape shape, String place, List<Rejection> faults) {
        this.place = place;
        this.faults = faults;
        open.push(new Open(message, shape));
    }

    /** @param place of the message, for faults */
    static Group of(Shape shape, List<Segment> segments, String place, List<Rejection> faults) {
        Grouping grouping = new Grouping(shape, place, faults);
        segments.forEach(grouping::add);
        return grouping.message;
    }

    private void add(Segment segment) {
        int closed = 0;
        for (Iterator<Open> levels = open.iterator(); levels.hasNext(); closed++) {
            Open level = levels.next();
            Optional<Shape> opened = level.shape().opened(segment.tag());
            if (opened.isPresent() || level.shape().segments().contains(segment.tag())) {
                for (; closed > 0; closed--) {
                    open.pop();
                }
                Group group = new Group(Optional.of(segment));
                parent(level.group(), opened, segment, group).add(segment.tag(), group);
                opened.ifPresent(shape -> open.push(new Open(group, shape)));
                return;
            }
        }
        faults.add(Rejection.user("UNEXPECTED_SEGMENT", place + ", segment " + segment.position(), segment.tag(),
                "has no place there in such a message"));
    }

    private Group parent(Group standing, Optional<Shape> shape, Segment segment, Group group) {
        if (shape.isEmpty() || shape.get().id() == 0) {
            return standing;
        }
        String id = segment.element(shape.get().id());
        String parent = segment.element(shape.get().parent());
        Nested above = nested.get(segment.tag() + " " + parent);
        int depth = above == null ? 1 : above.depth() + 1;
        if (above == null && !parent.isEmpty()) {
            fault(segment, shape.get().parent(), parent, "must name an earlier " + segment.tag());
        }
        if (depth > MAXIMUM_NESTING) {
            fault(segment, shape.get().parent(), parent, "nests deeper than " + MAXIMUM_NESTING + " levels");
            return standing;
        }
        if (id.isEmpty() || nested.putIfAbsent(segment.tag() + " " + id, new Nested(group, depth)) != null) {
            fault(segment, shape.get().id(), id, "must be given, once in a message");
        }
        return above == null ? standing : above.group();
    }

    private void fault(Segment segment, int element, String value, String rule) {
        faults.add(Rejection.user("INVALID_HIERARCHY", place + ", segment " + segment.position() + "."
                + Segment.name(segment.tag(), element, 1), value, rule));
    }
}

package io.weft.format.edi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A segment and what belongs to it, by tag and in order; the message itself is one without a segment. */
final class Group {

    private final Optional<Segment> segment;
    private final Map<String, List<Group>> members = new LinkedHashMap<>();

    Group(Optional<Segment> segment) {
        this.segment = segment;
    }

    Optional<Segment> segment() {
        return segment;
    }

    Map<String, List<Group>> members() {
        return members;
    }

    void add(String tag, Group member) {
        members.computeIfAbsent(tag, name -> new ArrayList<>()).add(member);
    }
}

package io.weft.format.edi;

import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens the envelopes. A missing or misplaced service segment refuses the interchange; a trailer with another count or
 * reference than what it ends is a fault, named by the segment, its element, and what was found.
 */
final class EnvelopeReader {

    private final Syntax syntax;
    private final List<Segment> segments;
    private final List<Interchange.Message> messages = new ArrayList<>();
    private final List<Rejection> faults = new ArrayList<>();
    private int next;

    private EnvelopeReader(Syntax syntax, List<Segment> segments) {
        this.syntax = syntax;
        this.segments = segments;
    }

    /** @param segments from the interchange header on */
    static Interchange read(Syntax syntax, List<Segment> segments) throws DecodeException {
        return new EnvelopeReader(syntax, segments).interchange();
    }

    private Interchange interchange() throws DecodeException {
        Syntax.Level level = syntax.interchange();
        Segment header = take(level.header());
        int groups = 0;
        while (isNext(syntax.group().header())) {
            group();
            groups++;
        }
        if (groups == 0 && syntax == Syntax.EDIFACT) {
            messages(Optional.empty());
        }
        Segment trailer = take(level.trailer());
        if (next < segments.size()) {
            throw misplaced(segments.get(next), "nothing follows " + level.trailer());
        }
        check(level, header, trailer, groups > 0 ? groups : messages.size(), groups > 0 ? "groups" : "messages",
                level.trailer());
        if (messages.isEmpty()) {
            throw Faults.undecodable(level.trailer(), "", "an interchange holds at least one "
                    + syntax.message().header());
        }
        return new Interchange(header, List.copyOf(messages), trailer, List.copyOf(faults));
    }

    private void group() throws DecodeException {
        Syntax.Level level = syntax.group();
        Segment header = take(level.header());
        int before = messages.size();
        messages(Optional.of(header));
        Segment trailer = take(level.trailer());
        check(level, header, trailer, messages.size() - before, "messages", level.trailer());
    }

    private void messages(Optional<Segment> group) throws DecodeException {
        while (isNext(syntax.message().header())) {
            message(group);
        }
    }

    private void message(Optional<Segment> group) throws DecodeException {
        Syntax.Level level = syntax.message();
        Segment header = take(level.header());
        List<Segment> body = new ArrayList<>();
        while (next < segments.size() && !isService(segments.get(next).tag())) {
            body.add(segments.get(next++));
        }
        Segment trailer = take(level.trailer());
        String place = "messages[" + messages.size() + "]." + level.trailer();
        messages.add(new Interchange.Message(group, header, List.copyOf(body), trailer));
        check(level, header, trailer, body.size() + 2, "segments", place);
    }

    private boolean isService(String tag) {
        for (Syntax.Level level : List.of(syntax.interchange(), syntax.group(), syntax.message())) {
            if (tag.equals(level.header()) || tag.equals(level.trailer())) {
                return true;
            }
        }
        return false;
    }

    private void check(Syntax.Level level, Segment header, Segment trailer, int count, String counted, String place) {
        String said = trailer.element(1);
        if (!sameNumber(said, Integer.toString(count))) {
            faults.add(Rejection.user("CONTROL_COUNT", place + "." + Segment.name(level.trailer(), 1, 1), said,
                    "must be " + count + ", the number of " + counted + " that are there"));
        }
        String reference = header.element(level.reference());
        if (reference.isEmpty()) {
            faults.add(Rejection.user("CONTROL_REFERENCE", level.header() + "."
                    + Segment.name(level.header(), level.reference(), 1), "", "must be given"));
        } else if (!trailer.element(2).equals(reference) && !sameNumber(trailer.element(2), reference)) {
            faults.add(Rejection.user("CONTROL_REFERENCE", place + "." + Segment.name(level.trailer(), 2, 1),
                    trailer.element(2), "must be " + reference + ", as in " + level.header()));
        }
    }

    /** Control numbers are numbers: leading zeros do not tell them apart. */
    private static boolean sameNumber(String one, String other) {
        return isNumber(one) && isNumber(other) && new BigInteger(one).equals(new BigInteger(other));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private boolean isNext(String tag) {
        return next < segments.size() && segments.get(next).tag().equals(tag);
    }

    private Segment take(String tag) throws DecodeException {
        if (isNext(tag)) {
            return segments.get(next++);
        }
        if (next < segments.size()) {
            throw misplaced(segments.get(next), tag + " must stand here");
        }
        throw Faults.undecodable(tag, "", "the interchange ends before its " + tag);
    }

    private static DecodeException misplaced(Segment segment, String rule) {
        return Faults.undecodable("segment " + segment.position(), segment.tag(), rule);
    }
}

package io.weft.adapter.opcua;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest gaps of an instance. Gaps of one cause that touch in time are one. Each new one is logged. */
final class Gaps {

    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);
    private static final int KEPT = 100;

    private final String instance;
    private final Duration shown;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long total;

    private record Entry(Gap gap, Instant observedAt) {
    }

    Gaps(String instance, Duration shown) {
        this.instance = instance;
        this.shown = shown;
    }

    synchronized void add(Gap gap) {
        total += gap.occurrences();
        Entry last = entries.peekLast();
        if (last != null && last.gap().cause() == gap.cause() && touches(last.gap(), gap)) {
            entries.removeLast();
            entries.addLast(new Entry(joined(last.gap(), gap), Instant.now()));
            return;
        }
        LOG.warn("{}: {}", instance, gap.describe());
        entries.addLast(new Entry(gap, Instant.now()));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    synchronized List<Gap> kept() {
        return entries.stream().map(Entry::gap).toList();
    }

    /** Those observed lately, which still stand among the faults. */
    synchronized List<Gap> recent() {
        Instant since = Instant.now().minus(shown);
        return entries.stream().filter(entry -> entry.observedAt().isAfter(since)).map(Entry::gap).toList();
    }

    synchronized long total() {
        return total;
    }

    private static boolean touches(Gap one, Gap other) {
        return !other.from().isAfter(one.to()) && !one.from().isAfter(other.to());
    }

    private static Gap joined(Gap one, Gap other) {
        return new Gap(one.cause(), one.occurrences() + other.occurrences(),
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to());
    }
}

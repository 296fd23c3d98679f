package io.weft.adapter.opcua;

import io.weft.adapter.AdapterState;
import io.weft.adapter.Intake;
import io.weft.event.SourceTime;
import io.weft.settings.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A validly configured instance at work: server, link, queue, committer, intake. */
final class OpcUaSource {

    private static final Logger LOG = LoggerFactory.getLogger(OpcUaSource.class);
    private static final int GAPS_SHOWN = 10;

    private final String instance;
    private final Settings settings;
    private final Faults faults;
    private final Gaps gaps;
    private final IntakeQueue queue;
    private final Committer committer;
    private final Link link;
    private final AtomicLong received = new AtomicLong();

    /** @param intake empty while there is none */
    OpcUaSource(String instance, Settings settings, Supplier<Optional<Intake>> intake) {
        this.instance = instance;
        this.settings = settings;
        faults = new Faults(instance);
        gaps = new Gaps(instance, settings.timing().gapShown());
        link = new Link(instance, settings, new Items(instance, intake), faults, gaps, this::take);
        queue = new IntakeQueue(settings.queueCapacity(), this::hold);
        committer = new Committer(instance, settings.system(), intake, queue, faults);
    }

    /** Returns at once. */
    void start() {
        committer.start();
        link.open();
    }

    /** Takes at most twice the configured close time-out. */
    void stop() throws InterruptedException {
        Duration timeout = settings.timing().closeTimeout();
        link.close(timeout);
        untaken(committer.stop(timeout));
    }

    AdapterState state() {
        if (!link.isTried()) {
            return AdapterState.STARTING;
        }
        return faults().isEmpty() ? AdapterState.UP : AdapterState.IMPAIRED;
    }

    List<String> faults() {
        List<Gap> recent = gaps.recent();
        return Stream.concat(faults.lines().stream(),
                recent.stream().skip(Math.max(0, recent.size() - GAPS_SHOWN)).map(Gap::describe)).toList();
    }

    OpcUaStatistics statistics() {
        return new OpcUaStatistics(received.get(), committer.stored(), committer.repeated(), committer.messages(),
                committer.batches(), queue.size(), link.items(), link.subscriptionsCreated(), gaps.total(),
                gaps.kept());
    }

    private void take(List<Received> values) {
        received.addAndGet(values.size());
        try {
            if (!queue.put(values)) {
                untaken(values);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            untaken(values);
        }
    }

    /** The queue's state is read here, in turn: two threads may report two changes in the other order. */
    private synchronized void hold() {
        boolean full = queue.isFull();
        if (full) {
            faults.raise("queueCapacity", Integer.toString(settings.queueCapacity()),
                    "is reached because intake does not take values; the server is asked to hold its own back");
        } else {
            faults.clear("queueCapacity", Integer.toString(settings.queueCapacity()));
        }
        link.pause(full);
    }

    private void untaken(List<Received> values) {
        if (!values.isEmpty()) {
            List<Instant> times = values.stream().map(OpcUaSource::time).sorted(Comparator.naturalOrder()).toList();
            Gap gap = new Gap(Gap.Cause.STOPPED_BEFORE_INTAKE, values.size(), times.get(0),
                    times.get(times.size() - 1));
            gaps.add(gap);
            LOG.error("{}: {}", instance, gap.describe());
        }
    }

    private static Instant time(Received value) {
        return value instanceof Received.Number number
                ? SourceTime.toInstant(number.reading().sourceTime())
                : value.at();
    }
}

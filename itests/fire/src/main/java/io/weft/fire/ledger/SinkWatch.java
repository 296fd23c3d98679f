package io.weft.fire.ledger;

import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.hub.LogHealth;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks again and again at what a hub says of its sink. */
final class SinkWatch implements AutoCloseable {

    private static final Pattern UNDER_WAY = Pattern.compile("size [0-9]+ ([A-Z]+) in transaction ([0-9a-f]+)");
    private static final Pattern SENT = Pattern.compile("may not have it|not known to be committed");
    private static final Pattern SIZE = Pattern.compile("^size [0-9]+: ");

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sink-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final HubClient hub;
    private final Set<String> faults = new LinkedHashSet<>();
    private final Set<String> transactions = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    private SinkWatch(HubClient hub) {
        this.hub = hub;
    }

    static SinkWatch start(HubUnderFire hub, Duration period) {
        SinkWatch watch = new SinkWatch(hub.administrator());
        watch.clock.scheduleWithFixedDelay(watch::look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /** What the sink said did not work, each once. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** Transactions that were seen on their way. */
    synchronized Set<String> transactions() {
        return Set.copyOf(transactions);
    }

    /** Transactions of which an attempt ended without knowing what became of them. */
    synchronized Set<String> unknown() {
        return Set.copyOf(unknown);
    }

    private void look() {
        try {
            LogHealth.of(hub).sinks().stream().filter(sink -> sink.name().equals(Ledger.SINK)).forEach(this::note);
        } catch (IOException away) {
            // Whoever kills the hub knows.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void note(LogHealth.Sink sink) {
        if (!sink.fault().isEmpty()) {
            faults.add(SIZE.matcher(sink.fault()).replaceFirst(""));
        }
        Matcher underWay = UNDER_WAY.matcher(sink.underWay());
        if (underWay.matches()) {
            transactions.add(underWay.group(2));
            // An anchor is unknown for a moment while it is sent, too; such a fault says that an attempt ended so.
            if (underWay.group(1).equals("UNKNOWN") && SENT.matcher(sink.fault()).find()) {
                unknown.add(underWay.group(2));
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

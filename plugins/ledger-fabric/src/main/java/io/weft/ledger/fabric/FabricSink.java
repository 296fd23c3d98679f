package io.weft.ledger.fabric;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogReader;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Anchors checkpoints on a Fabric channel: the newest, at most one per interval, and the one that is on its way before any
 * other. A wrong configuration shows as the fault of each attempt.
 */
@Component(service = CheckpointSink.class, configurationPid = "io.weft.ledger.sink.fabric",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class FabricSink implements CheckpointSink {

    private static final String PID = "io.weft.ledger.sink.fabric~";
    /** A peer is seconds behind under load. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final Path folder;
    private final Opening opening;
    private final Cadence cadence;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Anchoring> anchorings = new HashMap<>();
    private volatile AnchorChannel channel;
    private volatile Anchoring current;

    /** Reads the configuration's files; connects with the first call. */
    @FunctionalInterface
    interface Opening {

        AnchorChannel open() throws IOException;
    }

    @Activate
    public FabricSink(BundleContext context, FabricSinkConfiguration configuration) {
        this("fabric~" + instance(configuration.service_pid()),
                Path.of(context.getProperty("karaf.data"), "ledger-fabric", instance(configuration.service_pid())),
                cadence(configuration.intervalMillis()), () -> open(configuration));
    }

    /** @param folder where anchors are kept before they are sent, of this sink alone */
    FabricSink(String name, Path folder, Cadence cadence, Opening opening) {
        this.name = name;
        this.folder = folder;
        this.cadence = cadence;
        this.opening = opening;
    }

    /** Ends what is under way: whoever replaces this sink finds nothing of it in between. */
    @Deactivate
    void close() {
        closed.countDown();
        AnchorChannel opened = channel;
        if (opened != null) {
            opened.close();
        }
        synchronized (this) {
            anchorings.clear();
            if (channel != opened) {
                channel.close();
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Optional<Checkpoint> next(List<Checkpoint> waiting) {
        if (!cadence.due()) {
            return Optional.empty();
        }
        Checkpoint newest = waiting.get(waiting.size() - 1);
        return Optional.of(unfinished(waiting, newest.origin()).orElse(newest));
    }

    @Override
    public synchronized byte[] publish(Checkpoint checkpoint, LogReader log) throws IOException, StoreUnavailableException {
        cadence.begin();
        current = anchoring(checkpoint.origin());
        return current.anchor(checkpoint, log);
    }

    /** The anchor that is on its way, and its {@link AnchorState}. */
    @Override
    public String underWay() {
        Anchoring now = current;
        return now == null ? "" : now.progress().toString();
    }

    /** The one whose anchor came last, if its receipt has not come: it is passed over by no other. */
    private Optional<Checkpoint> unfinished(List<Checkpoint> waiting, String origin) {
        try {
            long last = anchoring(origin).lastSize().orElse(0L);
            return waiting.stream().filter(checkpoint -> checkpoint.size() == last).findFirst();
        } catch (IOException e) {
            // Publishing meets the same fault, and tells it.
            return Optional.empty();
        }
    }

    private Anchoring anchoring(String origin) throws IOException {
        if (closed.getCount() == 0) {
            throw new IOException("the sink is stopped");
        }
        if (channel == null) {
            channel = opening.open();
        }
        Anchoring anchoring = anchorings.get(origin);
        if (anchoring == null) {
            anchoring = new Anchoring(channel, new AnchorFile(folder, origin), new Settling(PATIENCE, closed));
            anchorings.put(origin, anchoring);
        }
        return anchoring;
    }

    private static AnchorChannel open(FabricSinkConfiguration configuration) throws IOException {
        interval(configuration.intervalMillis());
        String connection = configuration.connection();
        if (connection == null || connection.isBlank()) {
            throw new IOException("connection: is not set");
        }
        return new GatewayChannel(Connection.read(Path.of(connection.strip())), Deadlines.STANDARD);
    }

    private static Cadence cadence(String millis) {
        try {
            return new Cadence(interval(millis), System::nanoTime);
        } catch (IOException e) {
            // Opening meets the same fault, and tells it.
            return new Cadence(Duration.ofSeconds(1), System::nanoTime);
        }
    }

    private static Duration interval(String millis) throws IOException {
        if (!millis.strip().matches("[1-9][0-9]{0,8}")) {
            throw new IOException("intervalMillis: '" + millis + "' is not a number from 1 to 999999999");
        }
        return Duration.ofMillis(Long.parseLong(millis.strip()));
    }

    private static String instance(String pid) {
        return pid.startsWith(PID) ? pid.substring(PID.length()) : pid;
    }
}

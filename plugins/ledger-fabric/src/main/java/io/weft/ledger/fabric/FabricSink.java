package io.weft.ledger.fabric;

import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogReader;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Anchors checkpoints on a Fabric channel: the newest, at most one per interval, and the one that is on its way before any
 * other. A wrong configuration shows as the fault of each attempt.
 */
@Component(service = {CheckpointSink.class, HeldCheckpoints.class}, configurationPid = "io.weft.ledger.sink.fabric",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class FabricSink implements CheckpointSink, HeldCheckpoints {

    private static final String PID = "io.weft.ledger.sink.fabric~";
    /** A peer is seconds behind under load. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final Path folder;
    private final Opening opening;
    private final Cadence cadence;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Anchoring> anchorings = new HashMap<>();
    /** Of its own: who asks what is held does not wait for a publishing that hangs. */
    private final Object opens = new Object();
    private AnchorChannel channel;
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
    public void close() {
        closed.countDown();
        synchronized (opens) {
            // From here on none is opened.
            if (channel != null) {
                channel.close();
            }
        }
        synchronized (this) {
            anchorings.clear();
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

    /** By pages, as they are asked for. */
    @Override
    public LongStream sizes(String origin, long from) throws IOException {
        AnchorChannel asked = channel();
        List<Long> first = asked.sizes(origin, Math.max(0, from - 1));
        return Stream.iterate(first, page -> !page.isEmpty(), page -> {
            try {
                return asked.sizes(origin, page.get(page.size() - 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).flatMapToLong(page -> page.stream().mapToLong(Long::longValue));
    }

    @Override
    public Optional<byte[]> note(String origin, long size) throws IOException {
        Optional<AnchorRecord> record = channel().bySize(origin, size);
        return record.isEmpty() ? Optional.empty() : Optional.of(record.get().note());
    }

    /** As somebody would verify it who has no channel, against the pins of the connection. */
    @Override
    public Optional<String> fault(Checkpoint checkpoint, byte[] receipt) throws IOException {
        try {
            AnchoredCheckpoint anchored = channel().verified(receipt);
            boolean same = anchored.checkpoint().origin().equals(checkpoint.origin()) && anchored.checkpoint().size() == checkpoint.size()
                    && Arrays.equals(anchored.checkpoint().root(), checkpoint.root());
            return same ? Optional.empty() : Optional.of("it is of size " + anchored.checkpoint().size() + " of '"
                    + anchored.checkpoint().origin() + "' with another root");
        } catch (MalformedProofException | InvalidProofException e) {
            return Optional.of(e.getMessage());
        }
    }

    private AnchorChannel channel() throws IOException {
        synchronized (opens) {
            if (closed.getCount() == 0) {
                throw new IOException("the sink is stopped");
            }
            if (channel == null) {
                channel = opening.open();
            }
            return channel;
        }
    }

    /** What a channel holds, for whoever has no hub beside it; to be closed by {@link #close()}. */
    public static FabricSink at(String name, Path connection, Path folder) {
        return new FabricSink(name, folder, new Cadence(Duration.ofSeconds(1), System::nanoTime),
                () -> new GatewayChannel(Connection.read(connection), Deadlines.STANDARD));
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
        AnchorChannel opened = channel();
        Anchoring anchoring = anchorings.get(origin);
        if (anchoring == null) {
            anchoring = new Anchoring(opened, new AnchorFile(folder, origin), new Settling(PATIENCE, closed));
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

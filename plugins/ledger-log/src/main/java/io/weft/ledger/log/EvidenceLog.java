package io.weft.ledger.log;

import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.Log;
import io.weft.ledger.LogStatus;
import io.weft.ledger.LogStore;
import io.weft.ledger.PendingLeaf;
import io.weft.ledger.TreeHead;
import io.weft.ledger.proof.InclusionProof;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleProver;
import io.weft.ledger.proof.NoteSignature;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sequences, signs and publishes. It starts with the first call that reaches the store, so that a store that is down delays
 * proof and nothing else; a fork or an unreadable key stops it, and {@link #status()} says so until it is mended.
 */
@Component(service = Log.class, immediate = true, configurationPid = "io.weft.ledger.log",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EvidenceLog implements Log {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceLog.class);
    /** Transactions in one call, so that a long backlog does not keep publishing and status waiting. */
    private static final int MAXIMUM_ROUNDS = 20;
    private static final Duration SINK_PATIENCE = Duration.ofSeconds(1);

    private final LogStore store;
    private final LogSettings settings;
    private final Clock clock;
    private final MerkleProver<StoreUnavailableException> prover;
    private final CheckpointCadence cadence;
    private final SinkPublisher sinks;
    private Optional<Signer> signer = Optional.empty();
    private boolean forked;
    private volatile String fault = "";
    private volatile long knownSize;

    @Activate
    public EvidenceLog(@Reference LogStore store, LogConfiguration configuration) {
        this(store, LogSettings.of(configuration), Clock.systemUTC());
    }

    EvidenceLog(LogStore store, LogSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.prover = new MerkleProver<>(new NodeCache(store, settings.origin()));
        this.cadence = new CheckpointCadence(settings.telemetryLeaves(), settings.telemetryInterval());
        this.sinks = new SinkPublisher(store, clock, SINK_PATIENCE);
    }

    /**
     * A log of the first epoch with default settings, for whoever has no hub around it.
     *
     * @param keyFile as the configuration's {@code keyFile}
     */
    public static EvidenceLog at(LogStore store, String origin, Path keyFile) {
        return new EvidenceLog(store, LogSettings.of(origin, keyFile), Clock.systemUTC());
    }

    @Deactivate
    void close() {
        sinks.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSink(CheckpointSink sink) {
        sinks.add(sink);
    }

    void removeSink(CheckpointSink sink) {
        sinks.remove(sink);
    }

    @Override
    public String origin() {
        return settings.epochOrigin();
    }

    @Override
    public synchronized String verifierKey() {
        try {
            return started().map(started -> started.key().verifierKey().toString())
                    .orElseThrow(() -> new IllegalStateException(fault));
        } catch (StoreUnavailableException e) {
            throw new IllegalStateException("the log has not started: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized int advance() throws StoreUnavailableException {
        Optional<Signer> started = started();
        if (started.isEmpty()) {
            return 0;
        }
        int total = 0;
        try {
            noticeUnsigned(started.get());
            for (int round = 0; round < MAXIMUM_ROUNDS; round++) {
                int sequenced = sequence();
                total += sequenced;
                if (cadence.due(clock.instant())) {
                    started.get().sign(store.head(settings.origin()));
                    cadence.signed();
                }
                if (sequenced < settings.sequenceMaximum()) {
                    break;
                }
            }
            fault = "";
        } catch (IOException e) {
            report(e);
        } catch (ForkException | IllegalStateException | IllegalArgumentException e) {
            forked = true;
            report(e);
        }
        return total;
    }

    @Override
    public void publish() throws StoreUnavailableException {
        sinks.publish(origin(), this);
    }

    @Override
    public Optional<Checkpoint> latest() throws StoreUnavailableException {
        return store.latest(origin());
    }

    @Override
    public Optional<Checkpoint> latest(String sink) throws StoreUnavailableException {
        return store.checkpoint(origin(), store.published(sink, origin()).size());
    }

    @Override
    public Optional<byte[]> receipt(String sink, long size) throws StoreUnavailableException {
        return store.receipt(sink, origin(), size).filter(receipt -> receipt.length > 0);
    }

    @Override
    public List<NoteSignature> cosignatures(Checkpoint checkpoint) throws StoreUnavailableException {
        return sinks.cosignatures(checkpoint);
    }

    @Override
    public InclusionProof inclusion(long index, long size) throws StoreUnavailableException {
        checkSize(size);
        return prover.inclusion(index, size);
    }

    @Override
    public List<byte[]> consistency(long from, long to) throws StoreUnavailableException {
        checkSize(to);
        return prover.consistency(from, to);
    }

    @Override
    public Map<EvidenceClass, Long> classes(long from, long to) throws StoreUnavailableException {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("from: " + from + " is not 0 to " + to);
        }
        checkSize(to);
        return store.classes(settings.origin(), from, to);
    }

    @Override
    public LogStatus status() throws StoreUnavailableException {
        LogStore.Backlog backlog = store.backlog();
        return new LogStatus(origin(), store.head(settings.origin()).size(), latest(), backlog.pending(),
                backlog.oldest(), sinks.status(origin()), fault);
    }

    /**
     * Leaves may be in the tree that this log does not know of: from before a restart, from a commit whose answer was lost,
     * from a hub that stopped. Whether any of them is urgent is not known.
     */
    private void noticeUnsigned(Signer started) throws StoreUnavailableException {
        if (cadence.idle() && started.behind(store.head(settings.origin()))) {
            cadence.sequenced(1, true, clock.instant());
        }
    }

    private int sequence() throws StoreUnavailableException {
        boolean[] urgent = {false};
        int sequenced = store.sequence(settings.origin(), settings.sequenceMaximum(), (head, leaves) -> {
            urgent[0] = leaves.stream().anyMatch(PendingLeaf::urgent);
            return Merkle.append(head, leaves.stream().map(PendingLeaf::leafHash).toList());
        });
        if (sequenced > 0) {
            cadence.sequenced(sequenced, urgent[0], clock.instant());
        }
        return sequenced;
    }

    /** Empty if it cannot start. What a file did is tried again; after a fork only an operator can go on. */
    private Optional<Signer> started() throws StoreUnavailableException {
        if (forked) {
            return Optional.empty();
        }
        if (signer.isPresent()) {
            return signer;
        }
        try {
            Signer started = Signer.start(store, settings, prover, clock);
            signer = Optional.of(started);
            fault = "";
            LOG.info("log {} started; its verifier key is {}", origin(), started.key().verifierKey());
        } catch (IOException e) {
            report(e);
        } catch (ForkException | IllegalStateException | IllegalArgumentException e) {
            forked = true;
            report(e);
        }
        return signer;
    }

    /** Stays in the status; logged once per fault, not once per attempt. */
    private void report(Exception cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (!fault.equals(reason)) {
            LOG.error("log {} neither sequences nor signs: {}", origin(), reason, cause);
        }
        fault = reason;
    }

    private void checkSize(long size) throws StoreUnavailableException {
        // A log never shrinks, so that an export of thousands of proofs asks once.
        if (size > knownSize) {
            knownSize = store.head(settings.origin()).size();
        }
        if (size > knownSize) {
            throw new IllegalArgumentException("size: " + size + " is above the log's size " + knownSize);
        }
    }
}

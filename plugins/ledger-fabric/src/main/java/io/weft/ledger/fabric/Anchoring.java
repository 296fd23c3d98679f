package io.weft.ledger.fabric;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogReader;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Anchors the checkpoints of one origin, one after the other. An anchor is endorsed, kept, submitted, and committed; when
 * it is not known what became of it, the channel is read and the very same bytes are sent again. Nothing new is endorsed
 * while an earlier one may still commit. Not thread safe, but for {@link #progress()}.
 */
final class Anchoring {

    private static final byte[] NO_RECEIPT = {};

    private final AnchorChannel channel;
    private final AnchorFile file;
    private final Settling settling;
    private Optional<EndorsedAnchor> last;
    private long unprovableSize;
    private volatile Progress progress = Progress.NONE;

    Anchoring(AnchorChannel channel, AnchorFile file, Settling settling) throws IOException {
        this.channel = channel;
        this.file = file;
        this.settling = settling;
        this.last = restore();
        last.ifPresent(anchor -> progress(anchor, AnchorState.UNKNOWN));
    }

    /** The checkpoint whose anchor came last and may still give a receipt, whether or not anything is known of it. */
    Optional<Long> lastSize() {
        return last.map(anchor -> anchor.record().size()).filter(size -> size != unprovableSize);
    }

    Progress progress() {
        return progress;
    }

    /**
     * Returns once the checkpoint is anchored and its receipt is there.
     *
     * @return the receipt; empty bytes if the channel holds a larger checkpoint of this log and not this one
     * @throws IOException if it is not anchored, if that is not known, or if there is no receipt
     */
    byte[] anchor(Checkpoint checkpoint, LogReader log) throws IOException, StoreUnavailableException {
        Optional<AnchorRecord> record = settling.settled(() -> attempt(checkpoint, log));
        byte[] receipt = record.isPresent() ? receipt(record.get()) : NO_RECEIPT;
        progress = Progress.NONE;
        return receipt;
    }

    private Optional<AnchorRecord> attempt(Checkpoint checkpoint, LogReader log) throws IOException, StoreUnavailableException {
        String id = AnchorArguments.id(checkpoint);
        Head head = channel.head(checkpoint.origin());
        if (last.isPresent() && last.get().mayCommit(head)) {
            AnchorRecord earlier = send(last.get());
            if (earlier.id().equals(id)) {
                return Optional.of(earlier);
            }
            head = new Head(earlier.size(), earlier.root());
        }
        List<byte[]> proof = Lineage.check(head, checkpoint, log);
        if (head.size() >= checkpoint.size()) {
            return committed(channel.byId(id));
        }
        EndorsedAnchor anchor = channel.endorse(AnchorArguments.of(head, checkpoint, proof, log));
        if (!anchor.isNew()) {
            return committed(Optional.of(anchor.record()));
        }
        file.write(anchor.bytes());
        last = Optional.of(anchor);
        progress(anchor, AnchorState.ENDORSED);
        return Optional.of(send(anchor));
    }

    private AnchorRecord send(EndorsedAnchor anchor) throws IOException {
        progress(anchor, AnchorState.UNKNOWN);
        channel.submit(anchor);
        progress(anchor, AnchorState.SUBMITTED);
        Outcome outcome;
        try {
            outcome = channel.outcome(anchor);
        } catch (ChannelException e) {
            progress(anchor, AnchorState.UNKNOWN);
            throw e;
        }
        if (outcome instanceof Outcome.Invalid invalid) {
            forget();
            if (invalid.stale()) {
                throw new StaleException(invalid.code());
            }
            throw new ChannelException("the channel marked transaction " + anchor.transaction() + " invalid: "
                    + invalid.code());
        }
        progress(anchor, AnchorState.COMMITTED);
        return anchor.record();
    }

    private byte[] receipt(AnchorRecord record) throws IOException, StoreUnavailableException {
        try {
            return settling.settled(() -> channel.receipt(record));
        } catch (UnprovableException e) {
            unprovableSize = record.size();
            throw e;
        } catch (ChannelException e) {
            throw new ChannelException("anchored in transaction " + record.transaction() + ", but no receipt yet: "
                    + e.getMessage(), e);
        }
    }

    /** What was found anchored, by whomever. */
    private Optional<AnchorRecord> committed(Optional<AnchorRecord> record) {
        progress = record.map(found -> new Progress(found.size(), found.transaction(), AnchorState.COMMITTED))
                .orElse(Progress.NONE);
        return record;
    }

    /** It is on the channel as invalid: sent again, it would not become valid. */
    private void forget() throws IOException {
        file.delete();
        last = Optional.empty();
        progress = Progress.NONE;
    }

    private Optional<EndorsedAnchor> restore() throws IOException {
        Optional<byte[]> bytes = file.read();
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(channel.restore(bytes.get()));
        } catch (ChannelException e) {
            throw new ChannelException("'" + file.path() + "' is no endorsed anchor (" + e.getMessage() + "): bring the right one"
                    + " back, or remove it; of two anchors that follow one head the channel takes one", e);
        }
    }

    private void progress(EndorsedAnchor anchor, AnchorState state) {
        progress = new Progress(anchor.record().size(), anchor.transaction(), state);
    }
}

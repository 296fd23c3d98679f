package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogStore;
import io.weft.ledger.TreeHead;
import io.weft.ledger.file.KeyFile;
import io.weft.ledger.mldsa.MlDsaSigner;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleProver;
import io.weft.ledger.proof.NoteSigner;
import io.weft.ledger.proof.SignedNote;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Signs checkpoints, each only after it was shown to go on from the one before. Not thread safe. */
final class Signer {

    private final LogStore store;
    private final NoteSigner key;
    private final Optional<MlDsaSigner> second;
    private final LastCheckpoint file;
    private final MerkleProver<StoreUnavailableException> prover;
    private final Clock clock;
    private Optional<CheckpointText> last;
    private Optional<Checkpoint> unsaved = Optional.empty();

    private Signer(LogStore store, NoteSigner key, Optional<MlDsaSigner> second, LastCheckpoint file,
            MerkleProver<StoreUnavailableException> prover, Clock clock, Optional<CheckpointText> last) {
        this.store = store;
        this.key = key;
        this.second = second;
        this.file = file;
        this.prover = prover;
        this.clock = clock;
        this.last = last;
    }

    /**
     * Compares what was signed, as the store has it and as stands beside the key, with the store's tree.
     *
     * @param prover over a store that was read for nothing yet
     * @throws IOException if the key or the last checkpoint cannot be read
     */
    static Signer start(LogStore store, LogSettings settings, MerkleProver<StoreUnavailableException> prover, Clock clock)
            throws ForkException, IOException, StoreUnavailableException {
        String origin = settings.epochOrigin();
        KeyFile keyFile = new KeyFile("keyFile", settings.keyFile());
        LastCheckpoint file = new LastCheckpoint(settings.keyFile());
        Optional<LastCheckpoint.Signed> signed = file.read();
        Optional<Checkpoint> stored = store.latest(origin);
        // The tree last: while another hub over this store signs on, it is never behind what was read before.
        TreeHead head = store.head(settings.origin());
        if (!keyFile.exists()) {
            if (stored.isPresent() || signed.filter(s -> s.text().origin().equals(origin)).isPresent()) {
                throw new ForkException("keyFile: '" + settings.keyFile() + "' is gone, but checkpoints of '" + origin
                        + "' were signed with it");
            }
            keyFile.create();
        }
        NoteSigner key = signer(keyFile, origin, settings);
        Optional<MlDsaSigner> second = second(settings, signed.filter(s -> s.text().origin().equals(origin)));
        if (stored.isPresent()) {
            Checkpoint checkpoint = stored.get();
            Continuity.check(new CheckpointText(origin, checkpoint.size(), checkpoint.root()), head, prover);
        }
        Optional<CheckpointText> last = stored.map(c -> new CheckpointText(origin, c.size(), c.root()));
        if (signed.isPresent() && !settings.isEarlierEpoch(signed.get().text().origin())) {
            last = Optional.of(resume(store, origin, head, stored, signed.get(), prover, clock));
        }
        return new Signer(store, key, second, file, prover, clock, last);
    }

    private static NoteSigner signer(KeyFile file, String origin, LogSettings settings) throws IOException {
        KeyPair pair = file.read();
        try {
            NoteSigner signer = new NoteSigner(origin, pair.getPrivate(), pair.getPublic());
            file.publish(signer.verifierKey().toString());
            return signer;
        } catch (IllegalArgumentException e) {
            throw new IOException("keyFile: '" + settings.keyFile() + "': " + e.getMessage(), e);
        }
    }

    /** @param signed the last checkpoint of this epoch */
    private static Optional<MlDsaSigner> second(LogSettings settings, Optional<LastCheckpoint.Signed> signed)
            throws ForkException, IOException {
        if (settings.mlDsaKeyFile().isEmpty()) {
            return Optional.empty();
        }
        KeyFile file = new KeyFile("mlDsaKeyFile", settings.mlDsaKeyFile().get());
        if (!file.exists()) {
            if (signed.isPresent() && signed.get().lines() > 1) {
                throw new ForkException("mlDsaKeyFile: '" + file + "' is gone, but checkpoints of '" + settings.epochOrigin()
                        + "' were signed with it");
            }
            MlDsaSigner.create(file);
        }
        return Optional.of(MlDsaSigner.read(file, settings.epochOrigin()));
    }

    NoteSigner key() {
        return key;
    }

    /** Whether the tree has leaves that no checkpoint covers. */
    boolean behind(TreeHead head) {
        return head.size() > last.map(CheckpointText::size).orElse(0L);
    }

    /** Signs the tree if it grew. The copy beside the key goes first: the store alone may be restored to before it. */
    void sign(TreeHead head) throws ForkException, IOException, StoreUnavailableException {
        if (last.isPresent()) {
            Continuity.check(last.get(), head, prover);
        }
        // What an earlier attempt could not save is the past of this tree, as was just shown.
        save();
        if (behind(head)) {
            CheckpointText text = new CheckpointText(key.verifierKey().name(), head.size(), Merkle.root(head));
            byte[] note = note(text);
            file.write(note);
            last = Optional.of(text);
            unsaved = Optional.of(checkpoint(text, note, clock));
            save();
        }
    }

    /** The log's line first, which every reader knows. */
    private byte[] note(CheckpointText text) {
        SignedNote note = key.note(text);
        return second.isEmpty() ? note.encode() : note.with(List.of(second.get().sign(note.text()))).encode();
    }

    private void save() throws StoreUnavailableException {
        if (unsaved.isPresent()) {
            store.save(unsaved.get());
            unsaved = Optional.empty();
        }
    }

    private static CheckpointText resume(LogStore store, String origin, TreeHead head, Optional<Checkpoint> stored,
            LastCheckpoint.Signed signed, MerkleProver<StoreUnavailableException> prover, Clock clock)
            throws ForkException, StoreUnavailableException {
        CheckpointText text = signed.text();
        if (!text.origin().equals(origin)) {
            throw new ForkException("the key's last checkpoint is of '" + text.origin() + "', not of '" + origin
                    + "' or an earlier epoch of it");
        }
        Continuity.check(text, head, prover);
        long storedSize = stored.map(Checkpoint::size).orElse(0L);
        if (storedSize > text.size()) {
            // Another hub over the same store signed on; both trees were just shown to be one.
            return new CheckpointText(origin, storedSize, stored.get().root());
        }
        // Lost between file and store by a crash; a repeat if it was not.
        store.save(checkpoint(text, signed.note(), clock));
        return text;
    }

    private static Checkpoint checkpoint(CheckpointText text, byte[] note, Clock clock) {
        return new Checkpoint(text.origin(), text.size(), text.root(), clock.instant(), note);
    }
}

package io.weft.witness;

import io.weft.event.Digests;
import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.Cosigner;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.MerkleVerifier;
import io.weft.ledger.proof.NoteSignature;
import io.weft.ledger.proof.SignedNote;
import io.weft.ledger.proof.VerifierKey;
import io.weft.witness.Alarms.Evidence;
import io.weft.witness.CosignedNotes.Cosigned;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cosigns the checkpoints of one log as C2SP tlog-witness says: each after it was shown to go on from the one before, never two
 * roots of one size, never a smaller one. A log whose key signed two roots of one size is cosigned no more until a person
 * acknowledges that.
 */
final class LogWitness implements AutoCloseable {

    private final VerifierKey log;
    private final Cosigner cosigner;
    private final CosignedNotes notes;
    private final Alarms alarms;
    private final Clock clock;
    private final PrintStream out;
    private final FileChannel lockFile;
    private Optional<Cosigned> known;
    private volatile Instant aliveAt;

    private LogWitness(VerifierKey log, Cosigner cosigner, CosignedNotes notes, Alarms alarms, Clock clock,
            PrintStream out, FileChannel lockFile) throws IOException {
        this.log = log;
        this.cosigner = cosigner;
        this.notes = notes;
        this.alarms = alarms;
        this.clock = clock;
        this.out = out;
        this.lockFile = lockFile;
        this.known = notes.latest();
        this.aliveAt = clock.instant();
    }

    /**
     * @param out is told of each checkpoint that is cosigned, a line each; {@code err} of each alarm
     * @throws IOException if another process witnesses this log from this folder, or what is there is not its state
     */
    static LogWitness open(WitnessFolder folder, VerifierKey log, Clock clock, PrintStream out, PrintStream err)
            throws IOException {
        Cosigner cosigner = folder.cosigner();
        Path own = Files.createDirectories(folder.log(log.name()));
        FileChannel lockFile = FileChannel.open(own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(lockFile, own);
            CosignedNotes notes = new CosignedNotes(own, log, cosigner.verifierKey());
            return new LogWitness(log, cosigner, notes, folder.alarms(log.name(), clock, err), clock, out, lockFile);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    VerifierKey log() {
        return log;
    }

    Alarms alarms() {
        return alarms;
    }

    /** The newest that it cosigned. */
    synchronized Optional<Cosigned> known() {
        return known;
    }

    /** When the log was last seen alive, or when this began; the witness's clock. */
    Instant aliveAt() {
        return aliveAt;
    }

    /** The log was seen alive, though it has nothing new. */
    void alive() throws IOException {
        aliveAt = clock.instant();
        alarms.end(alarm -> alarm.code() == AlarmCode.SILENCE, "heard of again");
    }

    /** Looks at a checkpoint, and cosigns it if all is right. */
    synchronized Outcome offer(AddCheckpoint offer) throws IOException {
        SignedNote note;
        CheckpointText text;
        try {
            note = SignedNote.parse(offer.note());
            text = CheckpointText.read(note);
        } catch (MalformedProofException e) {
            return new Outcome.Refused(400, e.getMessage());
        }
        if (!text.origin().equals(log.name())) {
            return new Outcome.Refused(404, "'" + text.origin() + "' is not a log of this witness");
        }
        try {
            CheckpointText.verify(note, log);
        } catch (MalformedProofException | InvalidProofException e) {
            raise(AlarmCode.SIGNATURE, "size " + text.size() + ": " + e.getMessage(), text, offer.note(), Optional.empty());
            return new Outcome.Refused(403, e.getMessage());
        }
        return signed(offer, note, text);
    }

    /**
     * Looks at what a source shows as the log's newest.
     *
     * @return its text; empty if it is not of the log, which is an alarm
     */
    synchronized Optional<CheckpointText> shown(byte[] note) throws IOException {
        Optional<CheckpointText> text = read(note);
        if (text.isPresent() && known.isPresent() && text.get().size() < known.get().text().size()) {
            rollback(note, text.get());
        }
        return text;
    }

    /** As {@link #shown}, of any checkpoint that a source has. */
    synchronized Optional<CheckpointText> read(byte[] note) throws IOException {
        try {
            return Optional.of(CheckpointText.verify(note, log));
        } catch (MalformedProofException | InvalidProofException e) {
            alarms.raise(AlarmCode.SIGNATURE, log.name(), e.getMessage(), note, new Evidence(Optional.empty(), Optional.of(note)));
            return Optional.empty();
        }
    }

    private Outcome signed(AddCheckpoint offer, SignedNote note, CheckpointText text) throws IOException {
        Optional<Cosigned> same = notes.of(text.size());
        if (same.isPresent() && !MessageDigest.isEqual(same.get().text().root(), text.root())) {
            raise(AlarmCode.FORK, "size " + text.size() + " has the root " + hex(text) + ", and " + hex(same.get().text())
                    + " when it was cosigned at " + same.get().at(), text, offer.note(), same);
        } else if (same.isEmpty() && known.isPresent() && text.size() < known.get().text().size()) {
            rollback(offer.note(), text);
        }
        long size = known.map(cosigned -> cosigned.text().size()).orElse(0L);
        if (offer.old() > text.size()) {
            return new Outcome.Refused(400, "old size " + offer.old() + " is above the checkpoint's " + text.size());
        }
        if (offer.old() != size) {
            return new Outcome.Conflict(size);
        }
        try {
            follows(offer, text);
        } catch (InvalidProofException e) {
            if (same.isEmpty()) {
                raise(AlarmCode.FORK, "size " + text.size() + " is not shown to go on from size " + size + ": " + e.getMessage(),
                        text, offer.note(), known);
            }
            return new Outcome.Refused(422, e.getMessage());
        }
        if (forked()) {
            return new Outcome.Refused(422, "FORK: the key of '" + log.name() + "' signed two histories; it is not cosigned "
                    + "until a person has acknowledged that");
        }
        return cosign(note, text);
    }

    /** RFC 6962, 2.1.2 and 2.1, as tlog-witness asks for it. */
    private void follows(AddCheckpoint offer, CheckpointText text) throws InvalidProofException {
        if (text.size() == 0 && !MessageDigest.isEqual(text.root(), Digests.sha256())) {
            throw new InvalidProofException("root of size 0 is not that of the empty tree");
        }
        if (offer.old() > 0) {
            MerkleVerifier.consistency(offer.old(), known.orElseThrow().text().root(), text.size(), text.root(), offer.proof());
        } else if (!offer.proof().isEmpty()) {
            throw new InvalidProofException("the empty tree is consistent with any without a proof, not with "
                    + offer.proof().size() + " hashes");
        }
    }

    private Outcome cosign(SignedNote note, CheckpointText text) throws IOException {
        Instant now = clock.instant();
        Instant last = known.map(Cosigned::at).orElse(now);
        // A clock that was set back must not make an older statement of a larger tree.
        NoteSignature line = cosigner.cosign(text, now.isBefore(last) ? last : now);
        notes.save(new SignedNote(note.text(), own(note)).with(List.of(line)), text.size());
        known = notes.latest();
        aliveAt = clock.instant();
        byte[] about = note.text().getBytes(StandardCharsets.UTF_8);
        // A proof may have been spoilt on its way: what is now shown to go on was no fork. The source itself may still be away.
        alarms.end(alarm -> alarm.code().lasting() ? Alarms.isAbout(alarm, about) : alarm.code() != AlarmCode.UNREACHABLE,
                "size " + text.size() + " was cosigned");
        out.println("cosigned " + log.name() + " size " + text.size() + " root " + Digests.hex(text.root()));
        return new Outcome.Cosigned(line);
    }

    /** The log's line, and a second one under its name; whoever sends a checkpoint on can add as many of others as he likes. */
    private List<NoteSignature> own(SignedNote note) {
        return Stream.concat(note.signatures().stream().filter(line -> line.isOf(log)),
                        note.signatures().stream().filter(line -> line.name().equals(log.name()) && !line.isOf(log)).limit(1))
                .distinct().toList();
    }

    /** Whether two signed roots of one size are on record, which no later proof can mend. */
    private boolean forked() throws IOException {
        for (Alarm alarm : alarms.open()) {
            if (alarm.code() == AlarmCode.FORK && Files.exists(alarm.known()) && Files.exists(alarm.offered())
                    && twoRootsOfOneSize(alarm)) {
                return true;
            }
        }
        return false;
    }

    private boolean twoRootsOfOneSize(Alarm alarm) throws IOException {
        try {
            CheckpointText first = CheckpointText.verify(Files.readAllBytes(alarm.known()), log);
            CheckpointText second = CheckpointText.verify(Files.readAllBytes(alarm.offered()), log);
            return first.size() == second.size() && !MessageDigest.isEqual(first.root(), second.root());
        } catch (MalformedProofException | InvalidProofException e) {
            throw new IOException("'" + alarm.folder() + "' holds no evidence of a fork: " + e.getMessage(), e);
        }
    }

    private void rollback(byte[] note, CheckpointText text) throws IOException {
        raise(AlarmCode.ROLLBACK, "size " + text.size() + " is below size " + known.orElseThrow().text().size()
                + ", which was cosigned at " + known.orElseThrow().at(), text, note, known);
    }

    private void raise(AlarmCode code, String reason, CheckpointText text, byte[] note, Optional<Cosigned> before)
            throws IOException {
        alarms.raise(code, log.name(), reason, text.toString().getBytes(StandardCharsets.UTF_8),
                new Evidence(before.map(cosigned -> cosigned.note().encode()), Optional.of(note)));
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static void lock(FileChannel channel, Path folder) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("'" + folder + "' is in use by this process", e);
        }
        throw new IOException("'" + folder + "' is in use by another process");
    }

    private static String hex(CheckpointText text) {
        return Digests.hex(text.root()).substring(0, 16) + "...";
    }
}

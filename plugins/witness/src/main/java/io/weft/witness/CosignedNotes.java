package io.weft.witness;

import io.weft.ledger.file.DurableFile;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.NoteKey;
import io.weft.ledger.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a witness cosigned of one log: {@code latest}, which is its state, and one file per size, {@code
 * cosigned/<size, 20 digits>.checkpoint}. Each is a note with the log's line and the witness's own, so that the state
 * proves itself: one that was altered is refused, and none is torn, as files are replaced whole.
 */
final class CosignedNotes {

    /** @param at the witness's clock */
    record Cosigned(SignedNote note, CheckpointText text, Instant at) {
    }

    private final Path folder;
    private final Path latest;
    private final NoteKey log;
    private final CosignerKey own;

    CosignedNotes(Path folder, NoteKey log, CosignerKey own) throws IOException {
        this.folder = folder;
        this.latest = folder.resolve("latest");
        this.log = log;
        this.own = own;
        Files.createDirectories(folder.resolve("cosigned"));
        // A process that ended in between had replaced the state and not yet added the file.
        Optional<Cosigned> last = latest();
        if (last.isPresent() && !Files.exists(file(last.get().text().size()))) {
            DurableFile.replace(file(last.get().text().size()), last.get().note().encode());
        }
    }

    /** @throws IOException if what is there is not a checkpoint of the log that this witness cosigned */
    Optional<Cosigned> latest() throws IOException {
        return read(latest);
    }

    /** The cosigned checkpoint of that size. */
    Optional<Cosigned> of(long size) throws IOException {
        return read(file(size));
    }

    /** Returns once it is durable. The state goes first: what it says has been cosigned may be answered. */
    void save(SignedNote note, long size) throws IOException {
        DurableFile.replace(latest, note.encode());
        DurableFile.replace(file(size), note.encode());
    }

    private Path file(long size) {
        return folder.resolve("cosigned").resolve("%020d.checkpoint".formatted(size));
    }

    private Optional<Cosigned> read(Path file) throws IOException {
        try {
            SignedNote note = SignedNote.parse(Files.readAllBytes(file));
            CheckpointText text = CheckpointText.verify(note, log);
            return Optional.of(new Cosigned(note, text, CosignerKey.time(note.verify(own))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedProofException | InvalidProofException e) {
            throw new IOException("'" + file + "' is not a checkpoint of '" + log.name() + "' that '" + own.name()
                    + "' cosigned: " + e.getMessage(), e);
        }
    }
}

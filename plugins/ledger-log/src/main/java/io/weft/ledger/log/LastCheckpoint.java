package io.weft.ledger.log;

import io.weft.ledger.file.DurableFile;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The newest checkpoint that this key has signed, kept beside the key and so apart from the store: a store that is restored
 * from a backup does not take it back, which is how the restore is noticed.
 */
final class LastCheckpoint {

    /**
     * @param note  the signed note
     * @param lines its signatures
     */
    record Signed(CheckpointText text, byte[] note, int lines) {
    }

    private final Path file;

    LastCheckpoint(Path keyFile) {
        this.file = keyFile.resolveSibling(keyFile.getFileName() + ".last");
    }

    Optional<Signed> read() throws IOException {
        try {
            byte[] note = Files.readAllBytes(file);
            SignedNote signed = SignedNote.parse(note);
            return Optional.of(new Signed(CheckpointText.read(signed), note, signed.signatures().size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedProofException e) {
            throw new IOException("'" + file + "': " + e.getMessage(), e);
        }
    }

    void write(byte[] note) throws IOException {
        DurableFile.replace(file, note);
    }
}

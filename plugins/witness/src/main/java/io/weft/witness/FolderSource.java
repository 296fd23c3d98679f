package io.weft.witness;

import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.MalformedProofException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a hub's file sink: {@code <origin, URL-encoded>/<size, 20 digits>.checkpoint} and beside each {@code .proof}; the
 * second followed by the first is a request of tlog-witness. A file whose size was cosigned is compared with that, once in
 * the life of the process and whenever its time stamp changes.
 */
final class FolderSource implements Source {

    private static final String SUFFIX = ".checkpoint";

    private final Path folder;
    private final Map<Path, FileTime> seen = new HashMap<>();

    FolderSource(Path folder) {
        this.folder = folder;
    }

    @Override
    public void poll(LogWitness witness) throws SourceException, IOException {
        Path own = folder.resolve(URLEncoder.encode(witness.log().name(), StandardCharsets.UTF_8));
        if (!Files.isDirectory(own)) {
            throw new SourceException("'" + own + "' is not there");
        }
        List<Path> files = checkpoints(own);
        for (Path file : files) {
            FileTime modified = modified(file);
            if (!modified.equals(seen.get(file))) {
                look(witness, file);
                seen.put(file, modified);
            }
        }
        if (!files.isEmpty()) {
            witness.shown(bytes(files.get(files.size() - 1)));
        }
    }

    private static void look(LogWitness witness, Path file) throws SourceException, IOException {
        byte[] note = bytes(file);
        Optional<CheckpointText> text = witness.read(note);
        if (text.isEmpty()) {
            return;
        }
        long known = witness.known().map(cosigned -> cosigned.text().size()).orElse(0L);
        boolean next = known > 0 && text.get().size() > known;
        AddCheckpoint offer = next ? withProof(file, note) : new AddCheckpoint(0, List.of(), note);
        if (witness.offer(offer) instanceof Outcome.Conflict conflict && next) {
            throw new SourceException("'" + file + "' has a proof from size " + offer.old() + ", but size " + conflict.size()
                    + " was cosigned last; let it catch up once by --url");
        }
    }

    private static AddCheckpoint withProof(Path file, byte[] note) throws SourceException {
        Path proof = file.resolveSibling(file.getFileName().toString().replace(SUFFIX, ".proof"));
        byte[] head = bytes(proof);
        try {
            return AddCheckpoint.parse(ByteBuffer.allocate(head.length + note.length).put(head).put(note).array());
        } catch (MalformedProofException e) {
            throw new SourceException("'" + proof + "': " + e.getMessage(), e);
        }
    }

    /** Smallest first. */
    private static List<Path> checkpoints(Path folder) throws SourceException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{20}\\" + SUFFIX)).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SourceException("'" + folder + "' cannot be listed: " + e, e);
        }
    }

    private static byte[] bytes(Path file) throws SourceException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(AddCheckpoint.MAXIMUM_BYTES + 1);
        } catch (IOException e) {
            throw new SourceException("'" + file + "' cannot be read: " + e, e);
        }
    }

    private static FileTime modified(Path file) throws SourceException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new SourceException("'" + file + "' cannot be read: " + e, e);
        }
    }
}

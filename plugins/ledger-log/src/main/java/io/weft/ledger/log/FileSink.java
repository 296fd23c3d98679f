package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.Log;
import io.weft.ledger.LogReader;
import io.weft.ledger.LogStore;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.file.DurableFile;
import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.MerkleVerifier;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Keeps each checkpoint as a file of its own, {@code <folder>/<origin>/<size, 20 digits>.checkpoint}, in a folder outside
 * the hub's data, and beside it {@code .proof}, that it goes on from the checkpoint before it: both together, the proof first,
 * are a request of C2SP tlog-witness. A file is never replaced. Another checkpoint of a size that is there, or one that does
 * not go on from the last, means that the log was forked. A wrong configuration shows as the fault of each attempt.
 */
@Component(service = {CheckpointSink.class, HeldCheckpoints.class}, configurationPid = "io.weft.ledger.sink.file",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class FileSink implements CheckpointSink, HeldCheckpoints {

    private static final String PID = "io.weft.ledger.sink.file~";
    private static final byte[] NO_RECEIPT = {};
    private static final Pattern CHECKPOINT = Pattern.compile("([0-9]{20})\\.checkpoint");

    private final String name;
    private final String folder;
    private final boolean create;
    private final Optional<Path> data;
    private Optional<Path> last = Optional.empty();

    @Activate
    public FileSink(BundleContext context, FileSinkConfiguration configuration) {
        this(name(configuration.service_pid()), configuration.folder() == null ? "" : configuration.folder().strip(),
                configuration.create(), Optional.ofNullable(context.getProperty("karaf.data")).map(Path::of));
    }

    /** @param data the hub's data folder, where no sink may be */
    FileSink(String name, String folder, boolean create, Optional<Path> data) {
        this.name = name;
        this.folder = folder;
        this.create = create;
        this.data = data;
    }

    /** What a folder holds, for whoever has no hub beside it. */
    public static HeldCheckpoints at(String name, Path folder) {
        return new FileSink(name, folder.toString(), false, Optional.empty());
    }

    /** Writes every checkpoint of a log into a folder, as a sink that begins there. */
    public static void copy(LogStore store, Log log, Path into) throws IOException, StoreUnavailableException {
        FileSink sink = new FileSink(into.toString(), into.toString(), false, Optional.empty());
        for (Checkpoint checkpoint : store.unpublished("", log.origin(), Integer.MAX_VALUE)) {
            sink.publish(checkpoint, log);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized byte[] publish(Checkpoint checkpoint, LogReader log) throws IOException, StoreUnavailableException {
        Path origin = folder(checkpoint.origin(), create);
        if (!Files.isDirectory(origin)) {
            Files.createDirectory(origin);
        }
        Path file = file(origin, checkpoint.size());
        if (!Files.exists(file)) {
            // First, so that whoever finds the checkpoint finds its proof.
            DurableFile.replace(proof(origin, checkpoint.size()), proof(origin, checkpoint, log));
        }
        try {
            DurableFile.create(file, checkpoint.note());
        } catch (FileAlreadyExistsException e) {
            if (!Arrays.equals(Files.readAllBytes(file), checkpoint.note())) {
                throw new IOException("FORK: '" + file + "' holds another checkpoint of size " + checkpoint.size()
                        + "; it is kept, and the hub's is refused", e);
            }
        }
        last = Optional.of(file);
        return NO_RECEIPT;
    }

    /** The head of a request to a witness that knows the checkpoint before. */
    private byte[] proof(Path origin, Checkpoint checkpoint, LogReader log) throws IOException, StoreUnavailableException {
        Optional<Path> before = before(origin, checkpoint.size());
        if (before.isEmpty()) {
            return new AddCheckpoint(0, List.of(), checkpoint.note()).head();
        }
        try {
            CheckpointText known = CheckpointText.read(Files.readAllBytes(before.get()));
            List<byte[]> proof = log.consistency(known.size(), checkpoint.size());
            MerkleVerifier.consistency(known.size(), known.root(), checkpoint.size(), checkpoint.root(), proof);
            return new AddCheckpoint(known.size(), proof, checkpoint.note()).head();
        } catch (InvalidProofException e) {
            throw new IOException("FORK: size " + checkpoint.size() + " does not go on from '" + before.get() + "': "
                    + e.getMessage() + "; that is kept, and the hub's is refused", e);
        } catch (MalformedProofException e) {
            throw new IOException("'" + before.get() + "' is no checkpoint: " + e.getMessage(), e);
        }
    }

    /** The largest that is smaller; the folder is searched only if that is not the one that was written last. */
    private Optional<Path> before(Path origin, long size) throws IOException {
        String bound = file(origin, size).getFileName().toString();
        if (last.isPresent() && last.get().getParent().equals(origin) && Files.exists(last.get())
                && last.get().getFileName().toString().compareTo(bound) < 0) {
            return last;
        }
        try (Stream<Path> files = Files.list(origin)) {
            return files.filter(file -> CHECKPOINT.matcher(file.getFileName().toString()).matches())
                    .filter(file -> file.getFileName().toString().compareTo(bound) < 0).max(Comparator.naturalOrder());
        }
    }

    @Override
    public LongStream sizes(String origin, long from) throws IOException {
        Path folder = folder(origin, false);
        if (!Files.isDirectory(folder)) {
            return LongStream.empty();
        }
        // One folder listing, sorted: 8 bytes for each checkpoint.
        try (Stream<Path> files = Files.list(folder)) {
            return LongStream.of(files.map(file -> CHECKPOINT.matcher(file.getFileName().toString())).filter(Matcher::matches)
                    .mapToLong(matched -> Long.parseUnsignedLong(matched.group(1))).filter(size -> size >= from).sorted().toArray());
        }
    }

    @Override
    public Optional<byte[]> note(String origin, long size) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(folder(origin, false), size)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The proof beside a checkpoint: no receipt, but what a witness is shown. */
    @Override
    public Optional<String> fault(Checkpoint checkpoint, byte[] receipt) throws IOException {
        Path origin = folder(checkpoint.origin(), false);
        Path proof = proof(origin, checkpoint.size());
        if (!Files.exists(proof)) {
            // One from before proofs were written.
            return Optional.empty();
        }
        try {
            byte[] head = Files.readAllBytes(proof);
            AddCheckpoint request = AddCheckpoint.parse(head);
            if (!Arrays.equals(head, request.head())) {
                return Optional.of("'" + proof + "' is not in its one form");
            }
            return request.old() == 0 ? beginsAnew(origin, checkpoint.size(), proof) : goesOn(origin, checkpoint, proof, request);
        } catch (MalformedProofException | InvalidProofException e) {
            return Optional.of("'" + proof + "': " + e.getMessage());
        }
    }

    /** The folder is not searched for the one before, which the proof names: of 100,000 that would take hours. */
    private static Optional<String> goesOn(Path origin, Checkpoint checkpoint, Path proof, AddCheckpoint request)
            throws IOException, MalformedProofException, InvalidProofException {
        Path before = file(origin, request.old());
        if (request.old() >= checkpoint.size() || !Files.exists(before)) {
            return Optional.of("'" + proof + "' goes on from size " + request.old() + ", of which there is no checkpoint before it");
        }
        CheckpointText known = CheckpointText.read(Files.readAllBytes(before));
        if (known.size() != request.old()) {
            return Optional.of("'" + before + "' is of size " + known.size());
        }
        MerkleVerifier.consistency(known.size(), known.root(), checkpoint.size(), checkpoint.root(), request.proof());
        return Optional.empty();
    }

    /** Only the first does. */
    private static Optional<String> beginsAnew(Path origin, long size, Path proof) throws IOException {
        String bound = file(origin, size).getFileName().toString();
        try (Stream<Path> files = Files.list(origin)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> CHECKPOINT.matcher(name).matches() && name.compareTo(bound) < 0).findAny()
                    .map(name -> "'" + proof + "' goes on from nothing, and before it is '" + name + "'");
        }
    }

    private static Path proof(Path origin, long size) {
        return origin.resolve("%020d.proof".formatted(size));
    }

    private static Path file(Path origin, long size) {
        return origin.resolve("%020d.checkpoint".formatted(size));
    }

    private Path folder(String origin, boolean make) throws IOException {
        return folder(make).resolve(URLEncoder.encode(origin, StandardCharsets.UTF_8));
    }

    private Path folder(boolean make) throws IOException {
        if (folder.isEmpty()) {
            throw new IOException("folder: is not set");
        }
        Path path = Path.of(folder).toAbsolutePath().normalize();
        if (!Files.isDirectory(path)) {
            if (!make) {
                // A mount that is missing must not become a folder on the hub's own disk.
                throw new IOException("folder: '" + path + "' is not there" + (create ? " yet" : ", and create is false"));
            }
            Files.createDirectories(path);
        }
        if (data.isPresent() && Files.isDirectory(data.get()) && path.toRealPath().startsWith(data.get().toRealPath())) {
            throw new IOException("folder: '" + path + "' lies in the hub's data folder '" + data.get()
                    + "', so that one loss would take both");
        }
        return path;
    }

    private static String name(String pid) {
        return "file~" + (pid.startsWith(PID) ? pid.substring(PID.length()) : pid);
    }
}

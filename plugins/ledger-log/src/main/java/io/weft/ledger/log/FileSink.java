package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Keeps each checkpoint as a file of its own, {@code <folder>/<origin>/<size, 20 digits>.checkpoint}, in a folder outside
 * the hub's data. A file is never replaced: another checkpoint of a size that is there means that the log was forked. A
 * wrong configuration shows as the fault of each attempt.
 */
@Component(service = CheckpointSink.class, configurationPid = "io.weft.ledger.sink.file",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class FileSink implements CheckpointSink {

    private static final String PID = "io.weft.ledger.sink.file~";
    private static final byte[] NO_RECEIPT = {};

    private final String name;
    private final String folder;
    private final boolean create;
    private final Optional<Path> data;

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

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] publish(Checkpoint checkpoint, LogReader log) throws IOException {
        Path origin = folder().resolve(URLEncoder.encode(checkpoint.origin(), StandardCharsets.UTF_8));
        if (!Files.isDirectory(origin)) {
            Files.createDirectory(origin);
        }
        Path file = origin.resolve("%020d.checkpoint".formatted(checkpoint.size()));
        try {
            DurableFile.create(file, checkpoint.note());
        } catch (FileAlreadyExistsException e) {
            if (!Arrays.equals(Files.readAllBytes(file), checkpoint.note())) {
                throw new IOException("FORK: '" + file + "' holds another checkpoint of size " + checkpoint.size()
                        + "; it is kept, and the hub's is refused", e);
            }
        }
        return NO_RECEIPT;
    }

    private Path folder() throws IOException {
        if (folder.isEmpty()) {
            throw new IOException("folder: is not set");
        }
        Path path = Path.of(folder).toAbsolutePath().normalize();
        if (!Files.isDirectory(path)) {
            if (!create) {
                // A mount that is missing must not become a folder on the hub's own disk.
                throw new IOException("folder: '" + path + "' is not there, and create is false");
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

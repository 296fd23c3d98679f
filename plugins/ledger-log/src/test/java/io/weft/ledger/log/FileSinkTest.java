package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.tck.CheckpointSinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest extends CheckpointSinkContract {

    @TempDir
    Path folder;

    @Override
    protected CheckpointSink sink() {
        return new FileSink("file~vault", folder.toString(), false, Optional.empty());
    }

    @Override
    protected byte[] held(String origin, long size) throws IOException {
        return Files.readAllBytes(folder.resolve(origin.replace("/", "%2F")).resolve("%020d.checkpoint".formatted(size)));
    }

    @Test
    void nothingButTheCheckpointIsLeftBehind() throws Exception {
        whatItTookItHolds();
        try (Stream<Path> files = Files.list(folder.resolve("weft.example%2Ftck"))) {
            assertEquals(List.of("00000000000000000001.checkpoint", "00000001234567890123.checkpoint"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aMountThatIsMissingIsNotMade() {
        Path mount = folder.resolve("vault");
        FileSink sink = new FileSink("file~vault", mount.toString(), false, Optional.empty());
        assertTrue(fault(sink).endsWith("is not there, and create is false"));
        assertFalse(Files.exists(mount));
    }

    @Test
    void aFolderInTheHubsOwnDataIsRefused() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path link = Files.createSymbolicLink(folder.resolve("elsewhere"), data);
        FileSink sink = new FileSink("file~vault", link.resolve("sink").toString(), true, Optional.of(data));
        assertTrue(fault(sink).contains("lies in the hub's data folder"));
    }

    @Test
    void anUnsetFolderIsNamed() {
        assertEquals("folder: is not set", fault(new FileSink("file~vault", "", true, Optional.empty())));
    }

    private static String fault(FileSink sink) {
        Checkpoint checkpoint = new Checkpoint("weft.example/tck", 1, new byte[32], Instant.EPOCH, new byte[1]);
        return assertThrows(IOException.class, () -> sink.publish(checkpoint, null)).getMessage();
    }
}

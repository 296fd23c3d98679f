package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.MerkleVerifier;
import io.weft.tck.CheckpointSinkContract;
import io.weft.tck.SampleLog;
import java.io.ByteArrayOutputStream;
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
    void nothingButCheckpointsAndTheirProofsAreLeftBehind() throws Exception {
        whatItTookItHolds();
        try (Stream<Path> files = Files.list(folder.resolve("weft.example%2Ftck"))) {
            assertEquals(List.of("00000000000000000001.checkpoint", "00000000000000000001.proof",
                    "00000000000000000300.checkpoint", "00000000000000000300.proof"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void proofAndCheckpointTogetherAreARequestToAWitness() throws Exception {
        SampleLog log = new SampleLog("weft.example/tck").append(20, "leaf");
        CheckpointSink sink = sink();
        for (long size : new long[] {3, 8, 20}) {
            sink.publish(log.signedCheckpoint(size), log.reader());
        }
        // A restarted hub finds the file before by itself.
        log.append(5, "leaf");
        sink().publish(log.signedCheckpoint(25), log.reader());
        long before = 0;
        for (long size : new long[] {3, 8, 20, 25}) {
            AddCheckpoint request = request(size);
            assertEquals(before, request.old());
            if (before > 0) {
                MerkleVerifier.consistency(before, log.root(before), size, log.root(size), request.proof());
            }
            before = size;
        }
    }

    /** The proof names the one before, and nothing is searched for. */
    @Test
    void proofThatDoesNotGoOnFromACheckpointThatIsThereIsAFault() throws Exception {
        SampleLog log = new SampleLog("weft.example/tck").append(20, "leaf");
        FileSink sink = (FileSink) sink();
        for (long size : new long[] {3, 8, 20}) {
            sink.publish(log.signedCheckpoint(size), log.reader());
        }
        for (long size : new long[] {3, 8, 20}) {
            assertEquals(Optional.empty(), sink.fault(log.signedCheckpoint(size), new byte[0]));
        }
        Path own = folder.resolve("weft.example%2Ftck");
        Files.write(own.resolve("%020d.proof".formatted(20)), new AddCheckpoint(0, List.of(), new byte[0]).head());
        assertTrue(sink.fault(log.signedCheckpoint(20), new byte[0]).orElseThrow().contains("goes on from nothing"));
        Files.delete(own.resolve("%020d.checkpoint".formatted(3)));
        assertTrue(sink.fault(log.signedCheckpoint(8), new byte[0]).orElseThrow().contains("goes on from size 3"));
    }

    private AddCheckpoint request(long size) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Path own = folder.resolve("weft.example%2Ftck");
        body.write(Files.readAllBytes(own.resolve("%020d.proof".formatted(size))));
        body.write(Files.readAllBytes(own.resolve("%020d.checkpoint".formatted(size))));
        return AddCheckpoint.parse(body.toByteArray());
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

package io.weft.adapter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import io.weft.tck.SinkAdapterContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest extends SinkAdapterContract {

    @TempDir
    private Path parent;
    private Path directory;
    private FileSink sink;

    @BeforeEach
    void open() throws IOException {
        directory = Files.createDirectory(parent.resolve("out"));
        sink = new FileSink(Map.of("service.pid", "io.weft.adapter.filesink~mes", "system", "mes",
                "directory", directory.toString(), "prefix", "hold-", "suffix", ".json"));
    }

    @Override
    protected SinkAdapter sink() {
        return sink;
    }

    /** A directory has no word for no, and no silence; what it may do is not be there. */
    @Override
    protected Set<PeerBehaviour> impossible() {
        return Set.of(PeerBehaviour.REFUSES, PeerBehaviour.STAYS_SILENT);
    }

    @Override
    protected void peer(PeerBehaviour behaviour) throws IOException {
        boolean wanted = behaviour == PeerBehaviour.ACCEPTS;
        Path away = parent.resolve("away");
        if (wanted && Files.exists(away)) {
            Files.move(away, directory);
        } else if (!wanted) {
            Files.move(directory, away);
        }
    }

    @Override
    protected List<Seen> seen() {
        try (var files = Files.list(directory)) {
            List<Seen> seen = new ArrayList<>();
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                Seen one = new Seen(name.replaceAll("^hold-|\\.json$", ""), Files.readAllBytes(file));
                // A repeat leaves one file: the peer sees the same delivery again.
                seen.add(one);
                seen.add(one);
            }
            return seen;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRepeatLeavesOneFileAndNothingHalfWritten() throws IOException {
        OutboundMessage message = message("{}");
        DeliveryAnswer first = sink.send(message);
        assertEquals(first, sink.send(message));
        try (var files = Files.list(directory)) {
            assertEquals(List.of("hold-" + message.delivery() + ".json"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void otherBytesUnderADeliverysNameAreNotOverwritten() throws IOException {
        OutboundMessage message = message("{}");
        Path taken = Files.writeString(directory.resolve("hold-" + message.delivery() + ".json"), "not ours");
        assertInstanceOf(DeliveryAnswer.Refused.class, sink.send(message));
        assertEquals("not ours", Files.readString(taken));
    }

    private static OutboundMessage message(String text) {
        return new OutboundMessage(UUID.randomUUID(), "application/json", Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }
}

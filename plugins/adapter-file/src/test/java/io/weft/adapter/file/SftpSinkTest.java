package io.weft.adapter.file;

import io.weft.adapter.SinkAdapter;
import io.weft.tck.SinkAdapterContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SftpSinkTest extends SinkAdapterContract {

    @TempDir
    private Path directory;
    @TempDir
    private Path secrets;
    private SftpServer server;
    private SftpSink sink;

    @BeforeEach
    void open() throws Exception {
        server = new SftpServer(directory, secrets);
        Map<String, Object> properties = server.login();
        properties.putAll(Map.of("service.pid", "io.weft.adapter.sftpsink~carrier", "system", "carrier",
                "timeoutSeconds", "2"));
        sink = new SftpSink(properties);
    }

    @AfterEach
    void close() throws IOException {
        sink.stop();
        server.close();
    }

    @Override
    protected java.time.Duration timeout() {
        return java.time.Duration.ofSeconds(2);
    }

    @Override
    protected SinkAdapter sink() {
        return sink;
    }

    @Override
    protected void peer(PeerBehaviour behaviour) throws IOException {
        switch (behaviour) {
            case ACCEPTS -> {
                if (!server.isUp()) {
                    server.start();
                }
            }
            case REFUSES -> server.mood(SftpServer.Mood.FORBIDS);
            case FAILS_FOR_NOW -> server.mood(SftpServer.Mood.FAILS);
            case STAYS_SILENT -> server.mood(SftpServer.Mood.SILENT);
            case IS_GONE -> server.stop();
        }
    }

    @Override
    protected List<Seen> seen() {
        try (var files = Files.list(directory)) {
            List<Seen> seen = new ArrayList<>();
            for (Path file : files.toList()) {
                // A repeat leaves one file: the peer sees the same delivery again.
                Seen one = new Seen(file.getFileName().toString(), Files.readAllBytes(file));
                seen.add(one);
                seen.add(one);
            }
            return seen;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

package io.weft.adapter.file;

import io.weft.adapter.Outcome;
import io.weft.tck.AnswerContract;
import io.weft.tck.RecordingIntake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The same answers on a server, where a quarantined file is to go. */
class SftpAnswerTest extends AnswerContract {

    @TempDir
    private Path directory;
    @TempDir
    private Path secrets;
    @TempDir
    private Path data;
    private SftpServer server;
    private SftpSource source;
    private String last;
    private int sent;

    @Override
    protected void open(RecordingIntake taking) throws Exception {
        if (server == null) {
            server = new SftpServer(directory, secrets);
        }
        Map<String, Object> properties = server.login();
        properties.putAll(Map.of("service.pid", "io.weft.adapter.sftp~carrier", "system", "carrier", "format", "json",
                "complete", "rename", "pollMillis", "10", "keepQuarantined", "false"));
        source = new SftpSource(properties, data).offering(taking);
        source.start();
    }

    @Override
    protected void shut() throws InterruptedException {
        source.stop();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    protected void offer(byte[] payload) throws IOException {
        last = "despatch-" + ++sent + ".json";
        new Inbox(directory).put(last, payload);
    }

    @Override
    protected boolean isAnswered() throws IOException {
        try (var below = java.nio.file.Files.walk(directory)) {
            return answer().equals("done") || below.noneMatch(file -> file.endsWith(last));
        } catch (java.io.UncheckedIOException e) {
            // A file moved while we looked: look again.
            return false;
        }
    }

    @Override
    protected String answer() {
        return new Inbox(directory).holds("done", last) ? "done" : "deleted";
    }

    @Override
    protected String expected(Outcome outcome) {
        return outcome == Outcome.QUARANTINED ? "deleted" : "done";
    }
}

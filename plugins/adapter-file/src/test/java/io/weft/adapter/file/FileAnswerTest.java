package io.weft.adapter.file;

import io.weft.adapter.Outcome;
import io.weft.tck.AnswerContract;
import io.weft.tck.RecordingIntake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A file is answered by where it stands. */
class FileAnswerTest extends AnswerContract {

    @TempDir
    private Path directory;
    @TempDir
    private Path data;
    private FileSource source;
    private String last;
    private int sent;

    @Override
    protected void open(RecordingIntake taking) throws IOException {
        source = new FileSource(Map.of("service.pid", "io.weft.adapter.file~lims", "system", "lims", "format", "json",
                "directory", directory.toString(), "complete", "rename", "pollMillis", "10"), data).offering(taking);
        source.start();
    }

    @Override
    protected void shut() throws InterruptedException {
        source.stop();
    }

    @Override
    protected void offer(byte[] payload) throws IOException {
        last = "result-" + ++sent + ".json";
        new Inbox(directory).put(last, payload);
    }

    @Override
    protected boolean isAnswered() {
        return new Inbox(directory).holds("done", last) || new Inbox(directory).holds("quarantine", last);
    }

    @Override
    protected String answer() {
        return new Inbox(directory).holds("done", last) ? "done" : "quarantine";
    }

    @Override
    protected String expected(Outcome outcome) {
        return outcome == Outcome.QUARANTINED ? "quarantine" : "done";
    }
}

package io.weft.adapter.file;

import io.weft.adapter.Intake;
import io.weft.adapter.SourceAdapter;
import io.weft.tck.RecordingIntake;
import io.weft.tck.SourceAdapterContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class FileSourceContractTest extends SourceAdapterContract {

    @TempDir
    private Path directory;
    @TempDir
    private Path data;
    private int sent;

    @Override
    protected Instance configured(Intake intake) throws IOException {
        return open(directory.toString(), intake);
    }

    @Override
    protected Instance misconfigured(Intake intake) throws IOException {
        return open("in/box", intake);
    }

    @Override
    protected void send() throws IOException {
        new Inbox(directory).put("order-" + ++sent + ".json", "{\"number\":" + sent + "}");
    }

    @Override
    protected boolean hasTakenLast(RecordingIntake intake) {
        return intake.messages().stream().anyMatch(message ->
                new String(message.payload(), StandardCharsets.UTF_8).equals("{\"number\":" + sent + "}"));
    }

    private Instance open(String where, Intake intake) throws IOException {
        FileSource source = new FileSource(Map.of("service.pid", "io.weft.adapter.file~erp", "system", "erp",
                "format", "json", "directory", where, "complete", "rename", "pollMillis", "10"), data).offering(intake);
        source.start();
        return new Instance() {
            @Override
            public SourceAdapter adapter() {
                return source;
            }

            @Override
            public void close() throws InterruptedException {
                source.stop();
            }
        };
    }
}

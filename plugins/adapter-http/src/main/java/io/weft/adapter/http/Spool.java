package io.weft.adapter.http;

import io.weft.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A reply's body, written to the end before its first byte is sent: in memory while small, then in a file. */
final class Spool extends OutputStream {

    private static final int SMALL = 256 * 1024;

    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private OutputStream target = memory;
    private Path file;

    private Spool() {
    }

    static Spool of(HttpReply.Body body) throws IOException {
        Spool spool = new Spool();
        try {
            body.writeTo(spool);
        } catch (IOException | RuntimeException e) {
            spool.discard();
            throw e;
        } finally {
            spool.target.close();
        }
        return spool;
    }

    /** The whole body, if it is small. */
    Optional<byte[]> small() {
        return file == null ? Optional.of(memory.toByteArray()) : Optional.empty();
    }

    /** The body out of its file, which goes when the stream is closed. */
    InputStream stream() throws IOException {
        return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && memory.size() + length > SMALL) {
            file = Files.createTempFile("weft-reply", ".spool");
            target = Files.newOutputStream(file);
            memory.writeTo(target);
            memory = null;
        }
        target.write(bytes, offset, length);
    }

    private void discard() throws IOException {
        target.close();
        if (file != null) {
            Files.delete(file);
        }
    }
}

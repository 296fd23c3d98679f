package io.weft.ledger.fabric;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The last anchor of an origin that was endorsed, kept before it is sent: whatever happens to the hub afterwards, these
 * bytes are what is sent again, and nothing else. It is there whole or not at all.
 */
final class AnchorFile {

    private final Path file;

    AnchorFile(Path folder, String origin) {
        this.file = folder.resolve(URLEncoder.encode(origin, StandardCharsets.UTF_8) + ".endorsed");
    }

    Path path() {
        return file;
    }

    Optional<byte[]> read() throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Returns once it would survive a power failure. */
    void write(byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync();
    }

    void delete() throws IOException {
        if (Files.deleteIfExists(file)) {
            sync();
        }
    }

    /** A rename is durable only once its folder is. */
    private void sync() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}

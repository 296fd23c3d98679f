package io.weft.witness;

import io.weft.ledger.file.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Block and transaction of the last anchor that was dealt with; the file is there whole or not at all. */
final class ChannelPosition {

    /** @param transaction 64 hexadecimal digits */
    record At(long block, String transaction) {
    }

    private final Path file;

    ChannelPosition(Path file) {
        this.file = file;
    }

    Optional<At> read() throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,18} [0-9a-f]{64}\n")) {
            throw new IOException("'" + file + "' is not a block and a transaction");
        }
        String[] parts = text.strip().split(" ");
        return Optional.of(new At(Long.parseLong(parts[0]), parts[1]));
    }

    void write(At at) throws IOException {
        DurableFile.replace(file, (at.block() + " " + at.transaction() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}

package io.weft.adapter.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The name of a hub's claims: made once, kept with the hub's data, so that a restarted hub knows its own. */
final class Owner {

    private Owner() {
    }

    static String kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Path made = Files.writeString(Files.createTempFile(file.getParent(), "owner", ".tmp"), UUID.randomUUID().toString());
            try {
                Files.createLink(file, made);
            } catch (FileAlreadyExistsException e) {
                // Whoever was first has named it.
            } catch (UnsupportedOperationException e) {
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(made);
        }
        return UUID.fromString(Files.readString(file).strip()).toString();
    }
}

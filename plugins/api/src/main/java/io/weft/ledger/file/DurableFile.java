package io.weft.ledger.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.UUID;

/** Files that are there whole or not at all, and survive a power failure once written. */
public final class DurableFile {

    private DurableFile() {
    }

    /** Writes or replaces. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path temporary = write(file, bytes);
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(file.getParent());
    }

    /**
     * Writes a file that nobody but its owner can read.
     *
     * @throws FileAlreadyExistsException if there is one already
     */
    public static void createSecret(Path file, byte[] bytes) throws IOException {
        create(file, write(file, bytes, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    /** @throws FileAlreadyExistsException if there is one already */
    public static void create(Path file, byte[] bytes) throws IOException {
        create(file, write(file, bytes));
    }

    private static void create(Path file, Path temporary) throws IOException {
        try {
            // Unlike a rename, a link never replaces a file that another process has made meanwhile.
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            moveWithoutLinks(file, temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(file.getParent());
    }

    private static void moveWithoutLinks(Path file, Path temporary) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path write(Path file, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (FileChannel channel = FileChannel.open(temporary,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        return temporary;
    }

    /** A rename is durable only once its folder is. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

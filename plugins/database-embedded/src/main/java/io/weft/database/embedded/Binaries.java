package io.weft.database.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the server's programs. A folder under its final name is complete, whatever was killed meanwhile. */
final class Binaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String FOLDER = "postgresql-18.6";
    private static final int OWNER_MAY_EXECUTE = 0100;

    private Binaries() {
    }

    /** @return folder that holds {@code bin}, {@code lib} and {@code share} */
    static Path unpack(Path home) throws IOException {
        Path folder = home.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path partial = home.resolve(FOLDER + ".partial");
        Folders.delete(partial);
        Files.createDirectories(partial);
        try (InputStream archive = Binaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new IOException("platform: '" + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                        + "' has no embedded PostgreSQL; configure io.weft.database.external");
            }
            unpack(archive, partial);
        }
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("archive entry: '" + entry.getName() + "' leaves the folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        boolean program = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
    }
}

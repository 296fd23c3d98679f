package io.weft.site.hub;

import io.weft.launcher.HubProcess;
import io.weft.launcher.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** A newly unpacked distribution where an earlier one may have been. */
public final class FreshHub {

    private FreshHub() {
    }

    /** @throws IOException if the archive is missing, or what stood there cannot be removed */
    public static Installation unpack(Path archive, Path home) throws IOException, InterruptedException {
        if (!Files.exists(archive)) {
            throw new IOException(archive + " is not there; build it with mvn package");
        }
        Installation installation = new Installation(home);
        new HubProcess(installation).stop(Duration.ofSeconds(60));
        delete(home);
        Files.createDirectories(home);
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", home.toString(), "--strip-components", "1")
                .inheritIO().start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar cannot unpack " + archive);
        }
        return installation;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}

package io.weft.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/**
 * A database cluster: the data folder, its password, and the programs that serve it.
 *
 * @param programs     folder of PostgreSQL's own programs
 * @param data         complete once it exists under this name
 * @param passwordFile readable by its owner alone
 * @param log          the server's own log
 */
record Cluster(Path programs, Path data, Path passwordFile, Path log, Duration timeout) {

    private static final int PASSWORD_BYTES = 24;

    /** Makes the cluster if it is not there, with a password that nobody else knows. */
    static Cluster prepare(Path home, Path binaries, Duration timeout) throws IOException, InterruptedException {
        Cluster cluster = new Cluster(binaries.resolve("bin"), home.resolve("data"), home.resolve("password"),
                home.resolve("postgresql.log"), timeout);
        if (!Files.isDirectory(cluster.data)) {
            cluster.initialize();
        }
        return cluster;
    }

    private void initialize() throws IOException, InterruptedException {
        Path partial = data.resolveSibling("data.partial");
        Folders.delete(partial);
        writePassword();
        run("initdb", "-D", partial.toString(), "-U", EmbeddedPostgres.USER, "--pwfile=" + passwordFile,
                "-A", "scram-sha-256", "-E", "UTF8", "--data-checksums",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile);
        Files.createFile(passwordFile, PosixFilePermissions.asFileAttribute(Set.copyOf(
                PosixFilePermissions.fromString("rw-------"))));
        Files.writeString(passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n",
                StandardOpenOption.WRITE);
    }

    /** Returns when the server accepts connections. Call it only while no postmaster serves the folder. */
    void start(int port) throws IOException, InterruptedException {
        Orphans.end(data);
        StringBuilder options = new StringBuilder();
        for (String setting : EmbeddedPostgres.settings(port)) {
            options.append("-c ").append(setting).append(' ');
        }
        run("pg_ctl", "-D", data.toString(), "-l", log.toString(), "-w", "-t", seconds(), "-o", options.toString(), "start");
    }

    void stop() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", seconds(), "stop");
    }

    private String seconds() {
        return Long.toString(timeout.toSeconds());
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        Program.run(programs.resolve(program), timeout.plusSeconds(5), arguments);
    }
}

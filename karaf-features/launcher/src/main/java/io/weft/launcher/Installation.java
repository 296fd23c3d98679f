package io.weft.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One unpacked distribution.
 *
 * @param home its folder, absolute
 */
public record Installation(Path home) {

    private static final int LOOKS = 50;
    private static final Duration PAUSE = Duration.ofMillis(5);

    public Installation {
        home = home.toAbsolutePath().normalize();
    }

    public Path etc() {
        return home.resolve("etc");
    }

    public Path data() {
        return home.resolve("data");
    }

    /** Passwords and keys; nobody but the owner may read them. */
    public Path secrets() {
        return etc().resolve("secrets");
    }

    public Path logFile() {
        return data().resolve("log").resolve("weft.log");
    }

    public boolean exists() {
        return Files.isExecutable(home.resolve("bin/karaf"));
    }

    /** Process id of the running hub; empty if it does not run. */
    public Optional<ProcessHandle> process() {
        Path file = pidFile();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(Files.readString(file).trim());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isThisHub);
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path pidFile() {
        return home.resolve("hub.pid");
    }

    /** A process id may have been given to another program since. */
    private boolean isThisHub(ProcessHandle handle) {
        try {
            return commandLine(handle).contains(home.toString());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * While the start script replaces itself by Java, the process has no command line for a moment: on a busy machine long
     * enough to be taken for one that ended. One that has ended and is not yet reaped has none either, hence the bound.
     */
    private static String commandLine(ProcessHandle handle) throws IOException {
        Path file = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
        String commandLine = Files.readString(file);
        for (int look = 1; commandLine.isEmpty() && look < LOOKS && handle.isAlive(); look++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            commandLine = Files.readString(file);
        }
        return commandLine;
    }
}

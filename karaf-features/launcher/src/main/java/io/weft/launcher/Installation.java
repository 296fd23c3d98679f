package io.weft.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One unpacked distribution.
 *
 * @param home its folder, absolute
 */
public record Installation(Path home) {

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
            String commandLine = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"));
            return commandLine.contains(home.toString());
        } catch (IOException e) {
            return false;
        }
    }
}

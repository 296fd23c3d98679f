package io.weft.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server of a data folder, as its {@code postmaster.pid} tells. */
record Postmaster(long pid, int port) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int PORT_LINE = 3;

    /**
     * Empty if none runs. After a crash of the machine the pid of the file may belong to another program by now; then the
     * file is removed, as the server itself would take that program for an earlier server and refuse to start.
     */
    static Optional<Postmaster> of(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0).strip());
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return Optional.empty();
        }
        if (!serves(pid, data)) {
            LOG.warn("process {} of {} is another program, removing the stale file", pid, file);
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        return Optional.of(new Postmaster(pid, Integer.parseInt(lines.get(PORT_LINE).strip())));
    }

    private static boolean serves(long pid, Path data) throws IOException {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.UTF_8);
            return Arrays.asList(line.split("\0")).contains(data.toString());
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}

package io.weft.fabric.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The process of one node, found again by another command: its file holds pid and start, so that a number which another
 * program got since is not taken for it.
 */
final class NodeProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 20;

    private final Node node;
    private final Path file;
    private final Path log;

    NodeProcess(Node node, Layout layout) {
        this.node = node;
        this.file = layout.processFile(node);
        this.log = layout.log(node.toString());
    }

    /** Starts it unless it runs. It goes on when this process ends. */
    void start(List<String> words, Map<String, String> environment) throws IOException {
        if (process().isPresent()) {
            return;
        }
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A session of its own: an interrupt typed at the terminal is for the command, not for the node.
            command.add("/usr/bin/setsid");
        }
        command.addAll(words);
        Files.createDirectories(log.getParent());
        Files.createDirectories(file.getParent());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        ProcessHandle handle = builder.start().toHandle();
        Files.writeString(file, handle.pid() + " " + started(handle));
    }

    NodeState state() throws IOException {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            return NodeState.STOPPED;
        }
        return status(process.get().pid()) == 'T' ? NodeState.FROZEN : NodeState.RUNNING;
    }

    Path log() {
        return log;
    }

    /** Asks it to end, and ends it after a while. */
    void stop() throws IOException, InterruptedException, FabricException {
        if (state() == NodeState.FROZEN) {
            resume();
        }
        Optional<ProcessHandle> process = process();
        if (process.isPresent()) {
            process.get().destroy();
            if (!ended(PATIENCE)) {
                kill();
            }
        }
        Files.deleteIfExists(file);
    }

    /** Ends it as a power cut would. */
    void kill() throws IOException, InterruptedException, FabricException {
        process().ifPresent(ProcessHandle::destroyForcibly);
        if (!ended(PATIENCE)) {
            throw new FabricException(node + " does not end");
        }
        Files.deleteIfExists(file);
    }

    void freeze() throws IOException, InterruptedException, FabricException {
        signal("STOP");
        // All its threads stop, but some time after the signal was given.
        await(NodeState.FROZEN);
    }

    void resume() throws IOException, InterruptedException, FabricException {
        signal("CONT");
        await(NodeState.RUNNING);
    }

    private void await(NodeState wanted) throws IOException, InterruptedException, FabricException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (state() != wanted) {
            if (System.nanoTime() > deadline) {
                throw new FabricException(node + " is " + state() + ", not " + wanted);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private void signal(String name) throws IOException, InterruptedException, FabricException {
        ProcessHandle process = process().orElseThrow(() -> new FabricException(node + " does not run"));
        // The JDK sends two signals only. The shell's own kill is wherever a shell is.
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid()).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new FabricException(node + " (" + process.pid() + ") does not take signal " + name);
        }
    }

    private boolean ended(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process().isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    private Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] parts = Files.readString(file).split(" ");
        if (parts.length != 2) {
            return Optional.empty();
        }
        long pid = Long.parseLong(parts[0]);
        // A child that ended and was not waited for is still in the table.
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(handle -> started(handle).equals(parts[1])).filter(handle -> status(pid) != 'Z');
    }

    private static String started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /** The letter after the name in {@code /proc/<pid>/stat}; a space if there is none. */
    private static char status(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            // It ended between two looks; isAlive tells the next time.
            return ' ';
        }
    }
}

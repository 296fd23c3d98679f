package io.weft.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts, awaits and ends the hub of one installation. */
public final class HubProcess {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Installation installation;

    public HubProcess(Installation installation) {
        this.installation = installation;
    }

    /**
     * Starts the hub unless it runs. It goes on when this process ends.
     *
     * @param environment added to the hub's environment
     */
    public ProcessHandle start(Map<String, String> environment) throws IOException {
        var running = installation.process();
        if (running.isPresent()) {
            return running.get();
        }
        new FirstStart(installation).prepare();
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(java.nio.file.Path.of("/usr/bin/setsid"))) {
            // A session of its own: an interrupt typed at the terminal is for the command, not for the hub.
            command.add("/usr/bin/setsid");
        }
        command.add(installation.home().resolve("bin/karaf").toString());
        command.add("daemon");
        Files.createDirectories(installation.logFile().getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(installation.home().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(installation.logFile().resolveSibling("console.log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        Files.writeString(installation.pidFile(), Long.toString(process.pid()));
        return process.toHandle();
    }

    /**
     * Asks the hub to stop, and ends it if it has not done so in time.
     *
     * @return whether it stopped by itself
     */
    public boolean stop(Duration patience) throws IOException, InterruptedException {
        var running = installation.process();
        boolean graceful = true;
        if (running.isPresent()) {
            ProcessHandle handle = running.get();
            handle.destroy();
            try {
                handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                graceful = false;
                handle.destroyForcibly();
                handle.onExit().join();
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        Files.deleteIfExists(installation.pidFile());
        return graceful;
    }

    /** Ends the hub as a power cut would. */
    public void kill() throws IOException {
        installation.process().ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
        Files.deleteIfExists(installation.pidFile());
    }

    /** @throws TimeoutException naming the log file, if the condition does not hold in time */
    public void await(Duration patience, java.util.function.BooleanSupplier ready)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the hub is not ready after " + patience.toSeconds() + " s; see "
                        + installation.logFile());
            }
            if (installation.process().isEmpty()) {
                throw new TimeoutException("the hub ended while starting; see " + installation.logFile());
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
    }
}

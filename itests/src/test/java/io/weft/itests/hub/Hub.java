package io.weft.itests.hub;

import io.weft.launcher.Health;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One hub: a folder with the unpacked distribution and, while it runs, a process.
 *
 * <p>It listens on ports that were free when it was unpacked, has one user of group {@code admin} with a generated
 * password, and a home folder that is empty, so whatever it looks for in {@code ~/.m2} is not there. The folder outlives
 * the process: after {@link #stop} or {@link #kill} the same hub may be started again. Not safe for use by several
 * threads.
 */
public final class Hub implements AutoCloseable {

    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final int LOG_TAIL_LINES = 40;
    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

    private final Path folder;
    private final Path home;
    private final HubConfiguration configuration;
    private final HubAccess access;
    private Process process;

    private Hub(Path folder, Path home, HubAccess access) {
        this.folder = folder;
        this.home = home;
        this.access = access;
        this.configuration = new HubConfiguration(folder.resolve("etc"));
    }

    /**
     * Unpacks the distribution under test.
     *
     * @param name of the folder under {@code target/hubs}; whatever stood there is deleted
     */
    public static Hub unpack(String name) {
        Path archive = Path.of(requiredProperty("weft.distribution")).normalize();
        Path root = Path.of(requiredProperty("weft.hubs")).resolve(name);
        try {
            Folders.delete(root);
            Path folder = Files.createDirectories(root.resolve("weft"));
            Path home = Files.createDirectories(root.resolve("home"));
            Commands.run(
                    folder, Map.of(), "", COMMAND_LIMIT, List.of("tar", "xzf", archive.toString(), "--strip-components=1"));
            Hub hub = new Hub(folder, home, HubAccess.generate());
            hub.access.writeTo(hub.configuration);
            return hub;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + archive + " to " + root, e);
        }
    }

    /** The unpacked distribution: {@code bin/ etc/ deploy/ mappings/ data/}. */
    public Path folder() {
        return folder;
    }

    /** The home folder that the hub is given; nothing is put there by this class. */
    public Path home() {
        return home;
    }

    public HubConfiguration configuration() {
        return configuration;
    }

    /** Ports and credentials, for tests that speak to the hub themselves. */
    public HubAccess access() {
        return access;
    }

    /**
     * Starts the process and returns at once.
     *
     * @param javaOptions handed on in {@code WEFT_JAVA_OPTS}
     * @throws IllegalStateException if it runs already
     */
    public void start(String... javaOptions) {
        if (isRunning()) {
            throw new IllegalStateException("Already running as process " + process.pid());
        }
        String options = "-Duser.home=" + home + " " + String.join(" ", javaOptions);
        ProcessBuilder builder = new ProcessBuilder("bin/karaf", "daemon")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
        builder.environment().putAll(environment());
        builder.environment().put("WEFT_JAVA_OPTS", options);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + folder, e);
        }
    }

    /**
     * Waits until all features are installed and every bundle runs.
     *
     * @return a connection for the caller to close
     * @throws AssertionError if the process ends or the limit passes; it names what is missing and the log's last lines
     */
    public HubManagement awaitReady(Duration limit) {
        return Await.value("hub in " + folder + " to be ready", limit, this::readyManagement, this::explain);
    }

    /**
     * Waits until the hub says of itself that intake, store, log and mappings are there.
     *
     * @throws AssertionError if the process ends or the limit passes; it tells the hub's last answer and the log's last lines
     */
    public void awaitUp(Duration limit) {
        HubClient client = client();
        Await.until("hub in " + folder + " to be UP", limit, () -> {
            if (!isRunning()) {
                throw new AssertionError("The hub's process ended with exit code " + process.exitValue() + explain());
            }
            return Health.isUp(client);
        }, this::explain);
    }

    /** Speaks to the REST interface as the user of group {@code admin}. */
    public HubClient client() {
        return client(access.user(), access.password());
    }

    /** Speaks to the REST interface as another user. */
    public HubClient client(String user, String password) {
        return new HubClient(access.httpAddress(), user, password);
    }

    /** A connection for the caller to close. */
    public HubManagement management() throws IOException {
        return HubManagement.connect(access);
    }

    /** Asks the process to end, as an operator would, and waits until it has. */
    public void stop(Duration limit) {
        try {
            Commands.run(folder, environment(), "", COMMAND_LIMIT, List.of("bin/stop"));
        } catch (IOException e) {
            throw new AssertionError("Cannot stop process " + process.pid() + explain(), e);
        }
        awaitEnd(limit);
    }

    /** Ends the process as a power cut would (SIGKILL): no shutdown hook, no flush. Its child processes stay. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(KILL_LIMIT);
        }
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The operating system's id of the Java process: the start script replaces itself by it. */
    public long pid() {
        return process.pid();
    }

    /** The PostgreSQL server that the hub started for itself. */
    public EmbeddedStore store() {
        return new EmbeddedStore(folder.resolve("postgres"));
    }

    /** Every TCP socket on which the process listens. */
    public Set<Listener> listeners() {
        return Listener.of(pid());
    }

    /**
     * Runs one command in the hub's shell, over SSH.
     *
     * @return what it printed
     * @throws AssertionError if the client reports a failure or takes over a minute
     */
    public String shell(String command) {
        try {
            return client(command + "\n");
        } catch (IOException e) {
            throw new AssertionError("Command failed: " + command, e);
        }
    }

    /** The lines of the hub's log; empty before it has one. */
    public List<String> log() {
        return lines(folder.resolve("data/log/weft.log"));
    }

    /** Kills what still runs, its database server too; the folder stays, for a look at it after a failure. */
    @Override
    public void close() {
        kill();
        store().end(KILL_LIMIT);
    }

    private void awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Process " + process.pid() + " still runs after " + limit + explain());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for process " + process.pid(), e);
        }
    }

    /**
     * Returns null while the hub is not ready.
     *
     * <p>The shell is asked first, JMX only once the start is over: Karaf opens, closes and reopens its JMX connector while
     * it starts, and a client in between can keep the port from being opened again.
     */
    private HubManagement readyManagement() throws IOException {
        if (!isRunning()) {
            throw new AssertionError("The hub's process ended with exit code " + process.exitValue() + explain());
        }
        String answer = client("service:list " + BOOT_FINISHED + "; bundle:list -t 0 --no-format\n");
        if (!answer.contains("[" + BOOT_FINISHED + "]") || !answer.contains("START LEVEL 100 ")) {
            return null;
        }
        HubManagement management = management();
        if (management.bundles().stream().allMatch(BundleStatus::isUp)) {
            return management;
        }
        management.close();
        return null;
    }

    private String client(String input) throws IOException {
        List<String> command = List.of("bin/client", "-b", "-u", access.user(), "-p", access.password());
        return Commands.run(folder, environment(), input, COMMAND_LIMIT, command);
    }

    private String explain() {
        return "\n" + unstartedBundles() + "\nLog:\n" + tail(log()) + "\nConsole:\n" + tail(lines(console()));
    }

    private static String tail(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    }

    private String unstartedBundles() {
        if (!isRunning()) {
            return "It does not run.";
        }
        try (HubManagement management = management()) {
            return "Bundles that do not run: "
                    + management.bundles().stream().filter(bundle -> !bundle.isUp()).toList();
        } catch (IOException | SecurityException e) {
            return "It does not answer over JMX: " + e.getMessage();
        }
    }

    /** What the process itself prints, of all its starts: little, unless it cannot even log. */
    private Path console() {
        return folder.resolveSibling("console.log");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        return Map.of("HOME", home.toString(), "JAVA_HOME", System.getProperty("java.home"));
    }

    private static String requiredProperty(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("System property " + name + " is not set: run by Maven (failsafe)");
        }
        return value;
    }
}

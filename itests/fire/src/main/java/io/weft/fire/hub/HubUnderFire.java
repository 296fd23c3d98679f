package io.weft.fire.hub;

import io.weft.fire.load.Door;
import io.weft.launcher.FirstStart;
import io.weft.launcher.Health;
import io.weft.launcher.HubClient;
import io.weft.launcher.HubProcess;
import io.weft.launcher.Installation;
import io.weft.site.hub.FreshHub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A newly unpacked hub on free ports, with a user who may send. Not safe for use by several threads. */
public final class HubUnderFire implements AutoCloseable {

    private static final String SENDER = "fire";
    private static final String LOG_KEY = "ledger.key";
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 25;

    private final Installation installation;
    private final HubProcess process;
    private final int port;
    private final int registryPort;
    private final int jmxPort;
    private final HubClient administrator;
    private final String senderPassword;

    private HubUnderFire(Installation installation, int port, int registryPort, int jmxPort) throws IOException {
        this.installation = installation;
        this.process = new HubProcess(installation);
        this.port = port;
        this.registryPort = registryPort;
        this.jmxPort = jmxPort;
        this.administrator = new HubClient(URI.create("http://127.0.0.1:" + port + "/"), FirstStart.ADMINISTRATOR,
                password(FirstStart.ADMINISTRATOR));
        this.senderPassword = password(SENDER);
    }

    /**
     * Unpacks and configures a hub; it does not run yet.
     *
     * @param home emptied first
     */
    public static HubUnderFire unpack(Path archive, Path home) throws IOException, InterruptedException {
        Installation installation = FreshHub.unpack(archive, home);
        FirstStart firstStart = new FirstStart(installation);
        firstStart.prepare();
        firstStart.addUser(SENDER, List.of("sender"));
        List<Integer> ports = freePorts(4);
        HubUnderFire hub = new HubUnderFire(installation, ports.get(0), ports.get(1), ports.get(2));
        hub.configure("io.weft.http", Map.of("host", "127.0.0.1", "port", ports.get(0)));
        hub.replace("org.apache.karaf.shell.cfg", "sshPort", ports.get(3));
        hub.replace("org.apache.karaf.management.cfg", "rmiRegistryPort", ports.get(1));
        hub.replace("org.apache.karaf.management.cfg", "rmiServerPort", ports.get(2));
        hub.replace("io.weft.ledger.log.cfg", "origin", "fire.example/hub");
        hub.replace("io.weft.ledger.log.cfg", "telemetry.seconds", 1);
        return hub;
    }

    /**
     * Unpacks another hub over this one's store and with a copy of its log's key, as a site's second host has it; it does not
     * run yet.
     *
     * @param home emptied first
     */
    public HubUnderFire second(Path archive, Path home) throws IOException, InterruptedException {
        HubUnderFire second = unpack(archive, home);
        Files.delete(second.installation.etc().resolve("io.weft.database.embedded.cfg"));
        second.configure("io.weft.database.external", Map.of("url", store().url(), "user", StoreAccess.USER,
                "passwordFile", store().passwordFile()));
        Files.copy(installation.secrets().resolve(LOG_KEY), second.installation.secrets().resolve(LOG_KEY),
                StandardCopyOption.COPY_ATTRIBUTES);
        return second;
    }

    /** All held open at once, so that they differ. */
    public static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    public Path home() {
        return installation.home();
    }

    public int port() {
        return port;
    }

    /** Speaks to the REST interface as the administrator. */
    public HubClient administrator() {
        return administrator;
    }

    /** A door of this hub for the user who may send. */
    public Door door(String name, String path) {
        return Door.of(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), path, SENDER, senderPassword);
    }

    /** The same credentials at another listener of this hub. */
    public Door door(String name, int otherPort, String path) {
        return Door.of(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), otherPort), path, SENDER, senderPassword);
    }

    /** Bundles over JMX; only while the hub is up. */
    public Bundles bundles() throws IOException {
        return Bundles.connect(registryPort, jmxPort, FirstStart.ADMINISTRATOR, password(FirstStart.ADMINISTRATOR));
    }

    public StoreAccess store() {
        return new StoreAccess(installation.home().resolve("postgres"));
    }

    /** Writes {@code etc/<pid>.cfg} in one step. */
    public void configure(String pid, Map<String, ?> values) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values).forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        place(text.toString(), installation.etc().resolve(pid + ".cfg"));
    }

    /** Takes {@code etc/<pid>.cfg} away. */
    public void remove(String pid) throws IOException {
        Files.delete(installation.etc().resolve(pid + ".cfg"));
    }

    /** Puts a file where the hub looks for it, in one step: it would otherwise read half of it. */
    public void place(String text, Path target) throws IOException {
        Path draft = installation.home().resolve("." + target.getFileName() + ".draft");
        Files.writeString(draft, text);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void replace(String file, String key, Object value) throws IOException {
        Path path = installation.etc().resolve(file);
        String before = Files.readString(path);
        String after = before.replaceFirst("(?m)^\\s*" + java.util.regex.Pattern.quote(key) + "\\s*=.*$", key + " = " + value);
        if (after.equals(before)) {
            throw new IOException(path + " has no key " + key);
        }
        Files.writeString(path, after);
    }

    /** Starts the process and returns at once. */
    public void start() throws IOException {
        process.start(Map.of());
    }

    public boolean isRunning() {
        return installation.process().isPresent();
    }

    /** Ends the process by SIGKILL; it is gone when this returns. Its database server stays. */
    public void kill() throws IOException {
        process.kill();
    }

    /** @throws TimeoutException naming the log file, if the hub does not say that it is up */
    public void awaitUp(Duration patience) throws InterruptedException, TimeoutException {
        process.await(patience, () -> Health.isUp(administrator));
    }

    /** Waits for something that the hub does by itself. */
    public static void await(String what, Duration patience, BooleanSupplier condition)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(what + ": not so after " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** A number of {@code /proc/<pid>/status} in MiB, for example {@code VmRSS}. */
    public long memoryMebibytes(String field) throws IOException {
        ProcessHandle handle = installation.process().orElseThrow(() -> new IOException("the hub does not run"));
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(handle.pid()), "status"))) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("/proc has no " + field);
    }

    /** Threads of the Java process. */
    public long threads() throws IOException {
        ProcessHandle handle = installation.process().orElseThrow(() -> new IOException("the hub does not run"));
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(handle.pid()), "task"))) {
            return tasks.count();
        }
    }

    /** Processor time of the Java process since its start: what a busy machine does not falsify. */
    public Duration processorTime() throws IOException {
        return installation.process().flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow(() -> new IOException("the hub does not run"));
    }

    private String password(String user) throws IOException {
        return Files.readString(installation.secrets().resolve(user + ".password")).strip();
    }

    /** Stops hub and database; the folder stays for a look at it. */
    @Override
    public void close() throws IOException {
        try {
            process.stop(STOP_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store().end();
        }
    }
}

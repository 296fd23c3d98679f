package io.weft.bench.hub;

import io.weft.bench.Figures;
import io.weft.bench.Progress;
import io.weft.launcher.FirstStart;
import io.weft.launcher.Health;
import io.weft.launcher.HubClient;
import io.weft.launcher.HubProcess;
import io.weft.launcher.Installation;
import io.weft.site.story.EtcFolder;
import io.weft.site.story.FreePort;
import io.weft.site.hub.FreshHub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** A hub of the bench's own: unpacked and started when the first section asks for it, stopped at the end. */
public final class BenchHub implements AutoCloseable {

    /** The user that sends documents. */
    public static final String SENDER = "bench";

    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final Path archive;
    private final Path home;
    private final Progress progress;
    private Started started;

    /** What is there once it runs. */
    private record Started(Installation installation, HubProcess process, URI address, double bootSeconds) {
    }

    /**
     * @param archive the distribution
     * @param home    emptied at the start
     */
    public BenchHub(Path archive, Path home, Progress progress) {
        this.archive = archive;
        this.home = home;
        this.progress = progress;
    }

    /** Starts the hub unless it runs. */
    public BenchHub start() throws IOException, InterruptedException, TimeoutException {
        if (started == null) {
            progress.say("unpacking and starting a hub in %s", home.normalize());
            Installation installation = FreshHub.unpack(archive, home);
            FirstStart firstStart = new FirstStart(installation);
            firstStart.prepare();
            firstStart.addUser(SENDER, List.of("sender"));
            URI address = URI.create("http://127.0.0.1:" + FreePort.find() + "/");
            configure(new EtcFolder(installation), address.getPort());
            HubProcess process = new HubProcess(installation);
            started = new Started(installation, process, address, boot(installation, process, address));
        }
        return this;
    }

    private static double boot(Installation installation, HubProcess process, URI address)
            throws IOException, InterruptedException, TimeoutException {
        HubClient administrator = new HubClient(address, FirstStart.ADMINISTRATOR,
                password(installation, FirstStart.ADMINISTRATOR));
        long begin = System.nanoTime();
        process.start(Map.of());
        process.await(START_PATIENCE, () -> Health.isUp(administrator));
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Stops it and starts it again, with everything that it stored. @return seconds until it is up */
    public double restart() throws IOException, InterruptedException, TimeoutException {
        running().process.stop(STOP_PATIENCE);
        return boot(started.installation, started.process, started.address);
    }

    private static void configure(EtcFolder etc, int port) throws IOException {
        etc.write("io.weft.http", Map.of("host", "127.0.0.1", "port", port));
        etc.replace("org.apache.karaf.shell.cfg", "sshPort", FreePort.find());
        etc.replace("org.apache.karaf.management.cfg", "rmiRegistryPort", FreePort.find());
        etc.replace("org.apache.karaf.management.cfg", "rmiServerPort", FreePort.find());
        etc.write("io.weft.adapter.http-orders",
                Map.of("path", "/in/orders", "system", "erp", "format", "idoc-xml", "users", SENDER));
        for (Map.Entry<String, Map<String, String>> list : OrderCodes.LISTS.entrySet()) {
            Map<String, String> entries = new LinkedHashMap<>();
            list.getValue().forEach((code, value) -> entries.put("entry." + code, value));
            etc.write("io.weft.codelist-" + list.getKey(), entries);
        }
    }

    private Started running() {
        if (started == null) {
            throw new IllegalStateException("the hub is not started");
        }
        return started;
    }

    public Installation installation() {
        return running().installation;
    }

    /** To write configurations of the section's own while the hub runs. */
    public EtcFolder etc() {
        return new EtcFolder(running().installation);
    }

    /** Root of the REST interface. */
    public URI address() {
        return running().address;
    }

    /** Seconds from the start of the process to its word that it is up; the very first start, database included. */
    public double bootSeconds() {
        return running().bootSeconds;
    }

    public HubClient administrator() throws IOException {
        return new HubClient(address(), FirstStart.ADMINISTRATOR, password(FirstStart.ADMINISTRATOR));
    }

    public String password(String user) throws IOException {
        return password(running().installation, user);
    }

    private static String password(Installation installation, String user) throws IOException {
        return Files.readString(installation.secrets().resolve(user + ".password")).strip();
    }

    /** The hub's database server. */
    public Store store() {
        return new Store(running().installation.home().resolve("postgres"));
    }

    /** The hub's own process. */
    public ProcessHandle process() {
        return running().installation.process().orElseThrow(() -> new IllegalStateException("the hub has ended"));
    }

    /** Puts what the hub's process holds at the end, if it was started. */
    public void memory(Figures into) throws IOException {
        if (started != null) {
            into.put("rssMegabytes", ProcessMemory.residentMegabytes(process()));
        }
    }

    @Override
    public void close() throws IOException {
        if (started != null) {
            progress.say("stopping the hub");
            try {
                started.process.stop(STOP_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

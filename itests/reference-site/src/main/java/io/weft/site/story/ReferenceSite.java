package io.weft.site.story;

import io.weft.launcher.FirstStart;
import io.weft.launcher.Health;
import io.weft.launcher.HubClient;
import io.weft.launcher.HubProcess;
import io.weft.launcher.Installation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The hub of the reference site and its counterparts, each a real peer on a real socket. */
final class ReferenceSite implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SENDERS = List.of("erp", "wms", "portal", "mes", "quality");
    private static final Set<String> ADAPTERS = Set.of("http~erp", "http~portal", "sftp~carrier", "sftp~loggers",
            "kafka~telematics", "http~wms", "hl7~lims", "jdbc~lims", "http~mes", "opcua~cold-store");

    private final Installation installation;
    private final HubProcess process;
    private final HubClient administrator;
    private final Counterparts counterparts;

    private ReferenceSite(Installation installation, HubClient administrator, Counterparts counterparts) {
        this.installation = installation;
        this.process = new HubProcess(installation);
        this.administrator = administrator;
        this.counterparts = counterparts;
    }

    /**
     * Starts the counterparts, configures the hub for them, starts it and waits until they are connected.
     *
     * @param installation unpacked and never started
     * @param zones        zones of the cold store
     */
    static ReferenceSite open(Installation installation, int zones)
            throws IOException, InterruptedException, TimeoutException {
        FirstStart firstStart = new FirstStart(installation);
        firstStart.prepare();
        Map<String, HubClient> clients = new HashMap<>();
        URI hub = URI.create("http://127.0.0.1:" + FreePort.find() + "/");
        for (String sender : SENDERS) {
            firstStart.addUser(sender, List.of("sender"));
            clients.put(sender, client(installation, hub, sender));
        }
        Path trusted = Files.createDirectories(installation.home().resolve("site/trusted-by-cold-store"));
        String password = newPassword();
        Counterparts counterparts = Counterparts.open(installation, zones, trusted, password, clients::get);
        ReferenceSite site =
                new ReferenceSite(installation, client(installation, hub, FirstStart.ADMINISTRATOR), counterparts);
        try {
            new SiteConfiguration(installation, password).write(hub.getPort(), zones, counterparts, trusted);
            site.start(trusted, 3L * zones);
            return site;
        } catch (IOException | InterruptedException | TimeoutException e) {
            site.close();
            throw e;
        }
    }

    HubClient administrator() {
        return administrator;
    }

    Installation installation() {
        return installation;
    }

    Counterparts counterparts() {
        return counterparts;
    }

    /** Stops the hub; the counterparts stay. */
    void stopHub() throws IOException, InterruptedException {
        process.stop(STOP_PATIENCE);
    }

    private void start(Path trusted, long items) throws IOException, InterruptedException, TimeoutException {
        process.start(Map.of());
        counterparts.telematics().awaitTopic();
        process.await(START_PATIENCE, () -> Health.isUp(administrator));
        // The hub makes its certificate at its first attempt to connect; the cold store trusts it from then on.
        Path certificate = installation.data().resolve("opcua/opcua~cold-store/certificate.der");
        process.await(CONNECT_PATIENCE, () -> Files.exists(certificate.resolveSibling("private-key.pem")));
        Files.copy(certificate, trusted.resolve("hub.der"));
        process.await(CONNECT_PATIENCE, () -> counterparts.coldStore().monitoredItems() == items);
        await("every adapter is up", CONNECT_PATIENCE, this::everyAdapterIsUp);
    }

    private boolean everyAdapterIsUp() throws IOException, InterruptedException {
        Set<Object> up = new HashSet<>();
        for (Object adapter : (List<?>) administrator.get("/health").json().get("adapters")) {
            if ("UP".equals(((Map<?, ?>) adapter).get("state"))) {
                up.add(((Map<?, ?>) adapter).get("instance"));
            }
        }
        return up.containsAll(ADAPTERS);
    }

    private static HubClient client(Installation installation, URI hub, String user) throws IOException {
        return new HubClient(hub, user, Files.readString(installation.secrets().resolve(user + ".password")).strip());
    }

    private static String newPassword() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Waits for something that the hub does by itself. */
    static void await(String what, Duration patience, Condition condition)
            throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(what + ": not so after " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Something that can be asked of the hub. */
    @FunctionalInterface
    interface Condition {

        boolean holds() throws IOException, InterruptedException;
    }

    /** Stops the hub first, so that nobody misses a counterpart. */
    @Override
    public void close() throws IOException {
        try {
            stopHub();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeCounterparts();
        }
    }

    /** Leaves the hub running. */
    void closeCounterparts() throws IOException {
        counterparts.close();
    }
}

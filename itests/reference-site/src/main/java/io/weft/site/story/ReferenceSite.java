package io.weft.site.story;

import io.weft.launcher.FirstStart;
import io.weft.launcher.Health;
import io.weft.launcher.HubClient;
import io.weft.launcher.HubProcess;
import io.weft.launcher.Installation;
import io.weft.site.ColdStoreServer;
import io.weft.site.erp.Erp;
import io.weft.site.hub.Door;
import io.weft.site.wms.Warehouse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The hub of the reference site and its three counterparts, each a real peer on a real socket. */
final class ReferenceSite implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(60);

    private final Installation installation;
    private final HubProcess process;
    private final HubClient administrator;
    private final ColdStoreServer coldStore;
    private final Warehouse warehouse;
    private final Erp erp;

    private ReferenceSite(Installation installation, HubClient administrator, ColdStoreServer coldStore,
            Warehouse warehouse, Erp erp) {
        this.installation = installation;
        this.process = new HubProcess(installation);
        this.administrator = administrator;
        this.coldStore = coldStore;
        this.warehouse = warehouse;
        this.erp = erp;
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
        firstStart.addUser("erp", List.of("sender"));
        firstStart.addUser("wms", List.of("sender"));
        URI hub = URI.create("http://127.0.0.1:" + FreePort.find() + "/");
        Path trusted = Files.createDirectories(installation.home().resolve("site/trusted-by-cold-store"));
        String password = newPassword();
        ColdStoreServer coldStore = ColdStoreServer.start(zones, trusted, "hub", password);
        Erp erp = new Erp(new Door(client(installation, hub, "erp"), "/in/erp", "application/xml"), "hub", password);
        Warehouse warehouse =
                new Warehouse(new Door(client(installation, hub, "wms"), "/in/wms", "application/json"), "hub", password);
        ReferenceSite site = new ReferenceSite(installation,
                client(installation, hub, FirstStart.ADMINISTRATOR), coldStore, warehouse, erp);
        new SiteConfiguration(installation, password).write(hub.getPort(), coldStore, zones, erp, warehouse);
        try {
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

    ColdStoreServer coldStore() {
        return coldStore;
    }

    Warehouse warehouse() {
        return warehouse;
    }

    Erp erp() {
        return erp;
    }

    /** Stops the hub; the counterparts stay. */
    void stopHub() throws IOException, InterruptedException {
        process.stop(STOP_PATIENCE);
    }

    private void start(Path trusted, long items) throws IOException, InterruptedException, TimeoutException {
        process.start(Map.of());
        process.await(START_PATIENCE, () -> Health.isUp(administrator));
        // The hub makes its certificate at its first attempt to connect; the cold store trusts it from then on.
        Path certificate = installation.data().resolve("opcua/opcua~cold-store/certificate.der");
        process.await(CONNECT_PATIENCE, () -> Files.exists(certificate.resolveSibling("private-key.pem")));
        Files.copy(certificate, trusted.resolve("hub.der"));
        process.await(CONNECT_PATIENCE, () -> coldStore.monitoredItems() == items);
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
    void closeCounterparts() {
        warehouse.close();
        erp.close();
        coldStore.close();
    }
}

package io.weft.fire.many;

import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.hub.Plant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * OPC UA clients with a session, a certificate and an item each, at one server; the message has passed when a reading is
 * stored.
 */
final class OpcUaSources implements InstanceKind {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final HubUnderFire hub;
    private final Plant plant;
    private final Path trusted;
    private final Path trustedByHub;
    private final Path secret;
    private final Set<Integer> passed = ConcurrentHashMap.newKeySet();
    private final Set<Integer> letIn = ConcurrentHashMap.newKeySet();

    OpcUaSources(HubUnderFire hub, int items) throws IOException {
        this.hub = hub;
        Path site = Files.createDirectories(hub.home().resolve("site"));
        trusted = Files.createDirectories(site.resolve("trusted-by-server"));
        trustedByHub = Files.createDirectories(site.resolve("trusted-by-hub"));
        String password = UUID.randomUUID().toString();
        secret = Files.writeString(site.resolve("plant.password"), password);
        plant = Plant.start(items, trusted, "hub", password);
        plant.writeCertificate(trustedByHub.resolve("plant.der"));
        plant.publishEvery(PERIOD);
    }

    @Override
    public String name() {
        return "opcua";
    }

    @Override
    public void configure(int number) throws IOException {
        Map<String, Object> adapter = new LinkedHashMap<>();
        adapter.put("system", "many-plant-" + number);
        adapter.put("endpoint", plant.endpoint());
        adapter.put("user", "hub");
        adapter.put("passwordFile", secret);
        adapter.put("trustFolder", trustedByHub);
        adapter.put("items", plant.items().get(number));
        adapter.put("reconnectAfter", 1_000);
        hub.configure("io.weft.adapter.opcua-many" + number, adapter);
    }

    @Override
    public String instance(int number) {
        return "opcua~many" + number;
    }

    /** The server's operator lets each client in as soon as its certificate is there. */
    @Override
    public void pass(int number) throws IOException {
        Path identity = hub.home().resolve("data/opcua").resolve(instance(number));
        if (!letIn.contains(number) && Files.exists(identity.resolve("private-key.pem"))) {
            Path draft = Files.copy(identity.resolve("certificate.der"), trusted.resolveSibling(instance(number) + ".der"));
            Files.move(draft, trusted.resolve(instance(number) + ".der"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            letIn.add(number);
        }
    }

    @Override
    public boolean passed(int number) {
        if (!passed.contains(number) && letIn.contains(number)) {
            try (Connection store = hub.store().connect(); PreparedStatement statement = store.prepareStatement(
                    "select exists (select from reading r join item i on i.id = r.item where i.instance = ? and r.value is not null)")) {
                statement.setString(1, instance(number));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        passed.add(number);
                    }
                }
            } catch (SQLException | IOException notYet) {
                return false;
            }
        }
        return passed.contains(number);
    }

    @Override
    public void close() {
        plant.close();
    }
}

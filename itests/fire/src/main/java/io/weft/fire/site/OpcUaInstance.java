package io.weft.fire.site;

import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.hub.Plant;
import io.weft.fire.hub.StoreAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * An OPC UA server, and the hub's instance that reads all of it.
 *
 * @param instance as the hub names it
 * @param trusted  clients that the server lets in
 */
public record OpcUaInstance(HubUnderFire hub, String instance, Plant plant, Path trusted, int items) {

    /** Starts the server and configures the hub, which must not run yet. */
    public static OpcUaInstance prepare(HubUnderFire hub, String name, int items) throws IOException {
        Path site = Files.createDirectories(hub.home().resolve("site/" + name));
        Path trusted = Files.createDirectories(site.resolve("trusted-by-server"));
        Path trustedByHub = Files.createDirectories(site.resolve("trusted-by-hub"));
        String password = UUID.randomUUID().toString();
        Plant plant = Plant.start(items, trusted, "hub", password);
        plant.writeCertificate(trustedByHub.resolve("plant.der"));
        Map<String, Object> adapter = new LinkedHashMap<>();
        adapter.put("system", name + "-plant");
        adapter.put("endpoint", plant.endpoint());
        adapter.put("user", "hub");
        adapter.put("passwordFile", Files.writeString(site.resolve("plant.password"), password));
        adapter.put("trustFolder", trustedByHub);
        adapter.put("itemsFile", Files.write(site.resolve("plant.items"), plant.items(), StandardCharsets.UTF_8));
        adapter.put("reconnectAfter", 200);
        hub.configure("io.weft.adapter.opcua-" + name, adapter);
        return new OpcUaInstance(hub, "opcua~" + name, plant, trusted, items);
    }

    /** What the server's operator does once: trusts the certificate that the hub made at its first attempt. */
    public void letIn(Duration patience) throws IOException, InterruptedException, TimeoutException {
        Path identity = hub.home().resolve("data/opcua").resolve(instance);
        HubUnderFire.await("the hub's certificate", patience, () -> Files.exists(identity.resolve("private-key.pem")));
        Files.copy(identity.resolve("certificate.der"), trusted.resolve("hub.der"));
        HubUnderFire.await("all items to be monitored", patience, () -> plant.monitoredItems() >= items);
    }

    /** Waits until the last value of every item is stored. */
    public void awaitRound(StoreAccess store, int round, Duration patience) throws InterruptedException, TimeoutException {
        long ticks = plant.published().ticks()[round];
        HubUnderFire.await("round " + round + " of " + instance + " to be stored", patience, () -> {
            try (Connection connection = store.connect();
                    PreparedStatement statement = connection.prepareStatement(
                            "select count(*) from reading r join item i on i.id = r.item where i.instance = ? and r.source_time = ?")) {
                statement.setString(1, instance);
                statement.setLong(2, ticks);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getInt(1) >= items;
                }
            } catch (SQLException | IOException notYet) {
                return false;
            }
        });
    }
}

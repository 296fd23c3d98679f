package io.weft.adapter.opcua;

import io.weft.adapter.Intake;
import io.weft.site.DataValues;
import io.weft.site.SensorServer;
import io.weft.tck.SourceAdapterContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** A real OPC UA server and the folders in which it and an adapter instance trust each other. */
final class Plant implements AutoCloseable {

    static final String NAMESPACE = "urn:plant";
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private static final String USER = "hub";
    private static final String PASSWORD = "plant-test";
    private static final String SITE = "plant";

    final SensorServer server;
    private final Path folder;

    private Plant(Path folder, SensorServer.Settings settings) {
        this.folder = folder;
        this.server = new SensorServer(settings);
    }

    static Plant secure(Path folder) throws Exception {
        return new Plant(prepared(folder), SensorServer.Settings.secure("urn:plant:server", NAMESPACE, "Plant",
                folder.resolve("server-trusts"), new SensorServer.Login.Password(USER, PASSWORD)));
    }

    /** A server that keeps the last values of each variable for HistoryRead. */
    static Plant remembering(Path folder, int values) throws Exception {
        return new Plant(prepared(folder), SensorServer.Settings.secure("urn:plant:server", NAMESPACE, "Plant",
                folder.resolve("server-trusts"), new SensorServer.Login.Password(USER, PASSWORD)).withHistory(values));
    }

    static Plant revising(Path folder, double publishing, double sampling) throws Exception {
        return new Plant(prepared(folder), new SensorServer.Settings("urn:plant:server", NAMESPACE, "Plant",
                folder.resolve("server-trusts"), new SensorServer.Login.Password(USER, PASSWORD), false, publishing,
                sampling, 0));
    }

    static Plant withoutSecurity(Path folder) throws Exception {
        return new Plant(prepared(folder), new SensorServer.Settings("urn:plant:server", NAMESPACE, "Plant",
                folder.resolve("server-trusts"), new SensorServer.Login.Anonymous(), true, 10, 0, 0));
    }

    /** Doubles {@code T0}, {@code T1} ... that have no value yet. */
    Plant with(int thermometers) {
        for (int i = 0; i < thermometers; i++) {
            server.addVariable("T" + i, NodeIds.Double, DataValues.NOT_YET);
        }
        return this;
    }

    /** Starts the server and has both sides trust each other. */
    Plant start() throws Exception {
        server.start();
        server.writeCertificate(folder.resolve("hub-trusts").resolve("plant.der"));
        Path identity = folder.resolve("data").resolve("opcua~" + SITE);
        ApplicationIdentity.loadOrCreate(identity, "opcua~" + SITE);
        Files.copy(identity.resolve("certificate.der"), folder.resolve("server-trusts").resolve("hub.der"));
        return this;
    }

    int port() {
        return URI.create(server.endpoint()).getPort();
    }

    void publish(int thermometer, long second, double value) {
        server.publish("T" + thermometer, DataValues.good(new Variant(value), START.plusSeconds(second)));
    }

    Map<String, Object> configuration(int thermometers) throws IOException {
        Map<String, Object> properties = new HashMap<>();
        properties.put("service.pid", "io.weft.adapter.opcua~" + SITE);
        properties.put("system", "cold-store");
        properties.put("endpoint", server.endpoint());
        properties.put("user", USER);
        properties.put("passwordFile", Files.writeString(folder.resolve("password"), PASSWORD + "\n").toString());
        properties.put("trustFolder", folder.resolve("hub-trusts").toString());
        properties.put("items", items(thermometers));
        properties.put("publishingInterval", "50");
        properties.put("samplingInterval", "50");
        properties.put("reconnectAfter", "200");
        properties.put("itemRetryAfter", "200");
        return properties;
    }

    static String items(int thermometers) {
        return IntStream.range(0, thermometers).mapToObj(i -> "nsu=" + NAMESPACE + ";s=T" + i)
                .collect(Collectors.joining(", "));
    }

    Running run(Map<String, Object> properties, Intake intake) {
        return new Running(new OpcUaAdapter(properties, folder.resolve("data")), intake);
    }

    @Override
    public void close() {
        server.close();
    }

    private static Path prepared(Path folder) throws IOException {
        for (String name : List.of("hub-trusts", "server-trusts", "data")) {
            Files.createDirectories(folder.resolve(name));
        }
        return folder;
    }

    /** An instance from activation to deactivation. */
    static final class Running implements SourceAdapterContract.Instance {

        private final OpcUaAdapter adapter;

        Running(OpcUaAdapter adapter, Intake intake) {
            this.adapter = adapter;
            adapter.setIntake(intake);
            adapter.start();
        }

        @Override
        public OpcUaAdapter adapter() {
            return adapter;
        }

        @Override
        public void close() throws InterruptedException {
            adapter.stop();
        }
    }
}

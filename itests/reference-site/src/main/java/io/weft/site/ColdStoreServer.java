package io.weft.site;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * The monitoring system of a cold store: an OPC UA server with a temperature, a humidity and a door per zone, named
 * {@code Zone1/Temperature}, {@code Zone1/Humidity}, {@code Zone1/Door} and so on.
 *
 * <p>Source time is given with each value, hence may run faster than the clock. Before its first value a variable is
 * {@code Bad_WaitingForInitialData} without a value, which is no reading.
 */
public final class ColdStoreServer implements AutoCloseable {

    public static final String NAMESPACE_URI = "urn:weft:site:cold-store";

    /** Source time runs by itself here; the devices waited for their first value since before any story began. */
    private static final Instant INSTALLED = Instant.parse("2000-01-01T00:00:00Z");

    /** Three days of one value a minute. */
    private static final int HISTORY = 4_320;

    /** Name of the Boolean that switches the {@link #cooling() emergency cooling}. */
    private static final String COOLING = "EmergencyCooling";

    private final SensorServer server;
    private final EmergencyCooling cooling = new EmergencyCooling();
    private final PublishedReadings published = new PublishedReadings();

    /** What a zone measures, with its OPC UA data type. */
    public enum Measure {
        /** Degree Celsius. */
        TEMPERATURE("Temperature", NodeIds.Double),
        /** Percent relative humidity. */
        HUMIDITY("Humidity", NodeIds.Double),
        /** Open or closed. */
        DOOR("Door", NodeIds.Boolean);

        private final String browseName;
        private final NodeId dataType;

        Measure(String browseName, NodeId dataType) {
            this.browseName = browseName;
            this.dataType = dataType;
        }
    }

    /**
     * Starts the server on a free port of the loopback address.
     *
     * @param zones       numbered from 1
     * @param trustFolder certificates of the clients that may connect
     */
    public static ColdStoreServer start(int zones, Path trustFolder, String user, String password)
            throws IOException {
        ColdStoreServer coldStore = new ColdStoreServer(zones, trustFolder, user, password);
        coldStore.server.start();
        return coldStore;
    }

    private ColdStoreServer(int zones, Path trustFolder, String user, String password) {
        server = new SensorServer(SensorServer.Settings.secure("urn:weft:site:cold-store:server", NAMESPACE_URI,
                "ColdStore", trustFolder, new SensorServer.Login.Password(user, password)).withHistory(HISTORY));
        server.addSwitch(COOLING, cooling::ask);
        for (int zone = 1; zone <= zones; zone++) {
            for (Measure measure : Measure.values()) {
                server.addVariable(name(zone, measure), measure.dataType, DataValues.notYet(INSTALLED));
            }
        }
    }

    /** For the client's {@code endpoint}; security policy Basic256Sha256, mode SignAndEncrypt. */
    public String endpoint() {
        return server.endpoint();
    }

    /** @return the NodeId with its namespace URI, of the switch */
    public String coolingItem() {
        return server.item(COOLING);
    }

    public EmergencyCooling cooling() {
        return cooling;
    }

    /** Writes the server's certificate in DER, for the client's trust folder. */
    public void writeCertificate(Path file) throws IOException {
        server.writeCertificate(file);
    }

    /** @return the NodeId with its namespace URI */
    public String item(int zone, Measure measure) {
        return server.item(name(zone, measure));
    }

    /** All items of the first {@code zones} zones. */
    public List<String> items(int zones) {
        return IntStream.rangeClosed(1, zones).boxed()
                .flatMap(zone -> List.of(Measure.values()).stream().map(measure -> item(zone, measure)))
                .toList();
    }

    /** How many subscriptions clients have; a publisher that starts at 0 publishes to nobody. */
    public int subscriptions() {
        return server.subscriptions();
    }

    public int sessions() {
        return server.sessions();
    }

    public long monitoredItems() {
        return server.monitoredItems();
    }

    /** @throws IllegalArgumentException if the zone is unknown or the source time not later than the item's last one */
    public void publishTemperature(int zone, Instant sourceTime, double degreesCelsius) {
        publish(zone, Measure.TEMPERATURE, sourceTime, new Variant(degreesCelsius), BigDecimal.valueOf(degreesCelsius));
    }

    /** @throws IllegalArgumentException if the zone is unknown or the source time not later than the item's last one */
    public void publishHumidity(int zone, Instant sourceTime, double percent) {
        publish(zone, Measure.HUMIDITY, sourceTime, new Variant(percent), BigDecimal.valueOf(percent));
    }

    /** @throws IllegalArgumentException if the zone is unknown or the source time not later than the item's last one */
    public void publishDoor(int zone, Instant sourceTime, boolean open) {
        publish(zone, Measure.DOOR, sourceTime, new Variant(open), open ? BigDecimal.ONE : BigDecimal.ZERO);
    }

    /** What was published so far. */
    public PublishedReadings.Account account() {
        return published.account();
    }

    /** Stops the server without a word to its clients; its port, certificate and account stay. */
    public void interrupt() {
        server.stop();
    }

    /** Starts it again after {@link #interrupt()}. */
    public void resume() throws IOException {
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }

    private void publish(int zone, Measure measure, Instant sourceTime, Variant value, BigDecimal exact) {
        DataValue dataValue = DataValues.good(value, sourceTime);
        server.publish(name(zone, measure), dataValue);
        published.add(item(zone, measure), dataValue.sourceTime().utcTime(), exact);
    }

    private static String name(int zone, Measure measure) {
        return "Zone" + zone + "/" + measure.browseName;
    }
}

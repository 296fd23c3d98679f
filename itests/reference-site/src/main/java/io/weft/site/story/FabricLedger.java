package io.weft.site.story;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import io.weft.fabric.network.ChannelClient;
import io.weft.fabric.network.ContractProgram;
import io.weft.fabric.network.FabricException;
import io.weft.fabric.network.FabricNetwork;
import io.weft.fabric.network.FabricPrograms;
import io.weft.fabric.network.NetworkFolder;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.hyperledger.fabric.client.GatewayException;

/** The consortium of the demo: a Fabric network of two organizations, on whose channel the hub's checkpoints are anchored. */
final class FabricLedger {

    static final String SINK = "fabric~demo";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OWNER = 1;
    private static final int OTHER = 2;
    private static final int PAGE = 100;

    private final FabricNetwork network;

    /** One anchor, as the other organization's peer holds it. */
    record Anchor(long size, long previousSize) {
    }

    private FabricLedger(FabricNetwork network) {
        this.network = network;
    }

    /**
     * Starts a new network.
     *
     * @throws IOException naming Fabric's programs that are missing, or what did not start
     */
    static FabricLedger start(Path folder, Consumer<String> progress) throws IOException, InterruptedException {
        try {
            FabricPrograms programs = FabricPrograms.find(System.getenv());
            ContractProgram contract = ContractProgram.inSourceTree();
            if (NetworkFolder.of(folder).holdsNetwork()) {
                NetworkFolder.of(folder).delete();
            }
            return new FabricLedger(FabricNetwork.start(folder, programs, contract, progress));
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The roots that receipts are verified with. */
    Path organizations() {
        return network.organizations();
    }

    /** Both organizations approve the log's key, and a configuration file appears: from then on checkpoints are anchored. */
    void join(ReferenceSite site) throws IOException, InterruptedException, TimeoutException {
        HubClient hub = site.administrator();
        ReferenceSite.await("the log has its key", PATIENCE, () -> hub.get("/log/key").status() == 200);
        String key = hub.get("/log/key").text().strip();
        try {
            network.approveKey(OWNER, key.substring(0, key.indexOf('+')), key);
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
        new EtcFolder(site.installation()).write("io.weft.ledger.sink.fabric-demo",
                Map.of("connection", network.connection(OWNER)));
        ReferenceSite.await("the hub anchors on the channel", PATIENCE, () -> published(hub) > 0);
    }

    /** Waits until every record of the hub stands in a checkpoint that is anchored. */
    void awaitAnchored(HubClient hub) throws IOException, InterruptedException, TimeoutException {
        ReferenceSite.await("all is anchored", PATIENCE, () -> {
            Map<?, ?> log = (Map<?, ?>) hub.get("/health").json().get("log");
            return number(log, "pending") == 0 && number(log, "checkpoint") == number(log, "size")
                    && number(log, "size") == published(hub);
        });
    }

    /** What is anchored, in order, asked of the other organization: the hub has no say in it. */
    List<Anchor> anchors(String origin) throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        try (ChannelClient other = ChannelClient.open(network.connection(OTHER))) {
            long last = 0;
            List<?> page;
            do {
                String answer = other.evaluate("page", origin, Long.toString(last), Integer.toString(PAGE));
                page = (List<?>) CanonicalJson.read(answer.getBytes(StandardCharsets.UTF_8));
                for (Object record : page) {
                    last = number((Map<?, ?>) record, "size");
                    anchors.add(new Anchor(last, number((Map<?, ?>) record, "previousSize")));
                }
            } while (page.size() == PAGE);
        } catch (GatewayException | GeneralSecurityException | JsonException e) {
            throw new IOException("the channel cannot be read: " + e.getMessage(), e);
        }
        return anchors;
    }

    void stop() throws IOException, InterruptedException {
        try {
            network.stop();
        } catch (FabricException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static long published(HubClient hub) throws IOException, InterruptedException {
        Map<?, ?> log = (Map<?, ?>) hub.get("/health").json().get("log");
        for (Object sink : (List<?>) log.get("sinks")) {
            if (SINK.equals(((Map<?, ?>) sink).get("name"))) {
                return number((Map<?, ?>) sink, "published");
            }
        }
        return 0;
    }

    private static long number(Map<?, ?> members, String name) {
        return members.get(name) instanceof BigDecimal number ? number.longValueExact() : 0;
    }
}

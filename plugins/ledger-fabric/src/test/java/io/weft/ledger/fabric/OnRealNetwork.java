package io.weft.ledger.fabric;

import io.weft.event.CanonicalJson;
import io.weft.fabric.network.ChannelClient;
import io.weft.fabric.network.FabricNetwork;
import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.fabric.receipt.PinnedOrganizations;
import io.weft.fabric.receipt.ReceiptVerifier;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests on the real network share: sinks of the first organization, and what its channel holds. */
final class OnRealNetwork {

    private final FabricNetwork network;

    OnRealNetwork(FabricNetwork network) {
        this.network = network;
    }

    /** A sink that may anchor as often as it is asked. */
    FabricSink sink(String name, Path folder) {
        return sink(name, folder, network.connection(1));
    }

    static FabricSink sink(String name, Path folder, Path connection) {
        return new FabricSink("fabric~" + name, folder.resolve(name), new Cadence(Duration.ZERO, System::nanoTime),
                () -> new GatewayChannel(Connection.read(connection), Deadlines.STANDARD));
    }

    void approve(TestLog log) throws Exception {
        network.approveKey(1, log.origin(), log.log().verifierKey());
    }

    /** Sizes that the channel holds of a log, in order; fails unless each follows the one before. */
    List<Long> anchored(TestLog log) throws Exception {
        List<Long> sizes = new ArrayList<>();
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            long last = 0;
            while (true) {
                String page = client.evaluate("page", log.origin(), Long.toString(last), "100");
                List<?> records = (List<?>) CanonicalJson.read(page.getBytes(StandardCharsets.UTF_8));
                if (records.isEmpty()) {
                    return sizes;
                }
                for (Object record : records) {
                    long previous = ((BigDecimal) ((Map<?, ?>) record).get("previousSize")).longValueExact();
                    if (previous != last) {
                        throw new AssertionError("an anchor follows size " + previous + ", not " + last);
                    }
                    last = ((BigDecimal) ((Map<?, ?>) record).get("size")).longValueExact();
                    sizes.add(last);
                }
            }
        }
    }

    /** As an auditor does it, with the organizations' roots and nothing else. */
    AnchoredCheckpoint verified(byte[] receipt) throws Exception {
        PinnedOrganizations pins = PinnedOrganizations.read(network.organizations(), PinnedOrganizations.ORDERER_MSP);
        return new ReceiptVerifier(pins, "evidence", "evidence").verify(receipt);
    }

    /** Publishes until it works, for as long as a node needs to come back. */
    byte[] publishUntilTaken(FabricSink sink, TestLog log) throws Exception {
        var checkpoint = log.log().latest().orElseThrow();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try {
                return sink.publish(checkpoint, log.log());
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }
}

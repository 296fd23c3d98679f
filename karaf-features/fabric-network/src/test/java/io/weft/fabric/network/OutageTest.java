package io.weft.fabric.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.tck.SampleLog;
import java.util.UUID;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.SubmitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No anchor without both organizations and the orderer, and none lost by any of them going and coming. */
@ExtendWith(RealNetwork.class)
final class OutageTest {

    private final SampleLog log = new SampleLog("weft.test/outage-" + UUID.randomUUID()).append(9, "leaf");

    @Test
    void withoutTheSecondOrganizationsContractNothingIsAnchored(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            network.kill(Node.CONTRACT2);
            assertEquals(NodeState.STOPPED, network.state(Node.CONTRACT2));
            assertThrows(EndorseException.class, () -> client.submit("anchor", AnchorArguments.of(log, 0, 4).call()));
            network.restart(Node.CONTRACT2);
            network.awaitReady();
            AnchorArguments.of(log, 0, 4).submit(network, client);
        }
    }

    @Test
    void aFrozenPeerIsToldAndGoesOnAfterwards(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            network.freeze(Node.PEER2);
            try {
                assertEquals(NodeState.FROZEN, network.state(Node.PEER2));
                assertThrows(EndorseException.class, () -> client.submit("anchor", AnchorArguments.of(log, 0, 4).call()));
            } finally {
                network.resume(Node.PEER2);
            }
            assertEquals(NodeState.RUNNING, network.state(Node.PEER2));
            network.awaitReady();
            AnchorArguments.of(log, 0, 4).submit(network, client);
        }
    }

    @Test
    void whatIsAnchoredIsThereAfterEveryNodeWasKilled(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        String record;
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            record = AnchorArguments.of(log, 0, 4).submit(network, client);
            network.kill(Node.ORDERER);
            assertThrows(SubmitException.class, () -> client.submit("anchor", AnchorArguments.of(log, 4, 9).call()));
        }
        for (Node node : Node.values()) {
            network.kill(node);
        }
        for (Node node : Node.values()) {
            network.restart(node);
        }
        network.awaitReady();
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            assertEquals(record, client.evaluate("anchored", log.origin(), "4"));
            AnchorArguments.of(log, 4, 9).submit(network, client);
        }
    }
}

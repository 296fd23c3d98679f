package io.weft.fabric.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.tck.SampleLog;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a key that nobody knows to an anchor that both organizations stand for. */
@ExtendWith(RealNetwork.class)
final class EndorsementTest {

    private final SampleLog log = new SampleLog("weft.test/endorsed-" + UUID.randomUUID()).append(9, "leaf");

    @Test
    void aKeyIsPendingUntilTheSecondOrganizationApprovesIt(FabricNetwork network) throws Exception {
        try (ChannelClient one = ChannelClient.open(network.admin(1));
                ChannelClient two = ChannelClient.open(network.admin(2))) {
            assertState("PENDING", one.submit("approveKey", log.origin(), log.verifierKey()));
            network.awaitAnswer("PENDING", "keys", log.origin());
            assertState("PENDING", one.submit("approveKey", log.origin(), log.verifierKey()));
            network.awaitAnswer("PENDING", "keys", log.origin());
            assertState("ACTIVE", two.submit("approveKey", log.origin(), log.verifierKey()));
            assertState("ACTIVE", two.evaluate("keys", log.origin()));
        }
    }

    @Test
    void anAnchorIsKeptOnceHoweverOftenItIsSent(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        try (ChannelClient client = ChannelClient.open(network.connection(1));
                ChannelClient reader = ChannelClient.open(network.connection(2))) {
            AnchorArguments anchor = AnchorArguments.of(log, 0, 4);
            String record = anchor.submit(network, client);
            assertEquals(record, client.submit("anchor", anchor.call()));
            String second = AnchorArguments.of(log, 4, 9).submit(network, client);
            // A third party asks its own peer.
            assertEquals(record, reader.evaluate("byId", SampleLog.id(log.checkpoint(4))));
            assertEquals("{\"size\":9,\"root\":\"" + log.rootHex(9) + "\"}", reader.evaluate("head", log.origin()));
            assertEquals("[" + record + "," + second + "]", reader.evaluate("page", log.origin(), "0", "100"));
            assertEquals("[" + second + "]", reader.evaluate("page", log.origin(), "4", "100"));
            assertEquals("[" + record + "]", reader.evaluate("page", log.origin(), "0", "1"));
            assertEquals("[]", reader.evaluate("page", log.origin(), "9", "100"));
        }
    }

    @Test
    void theAttestedReadBearsBothOrganizationsAndIsNotSent(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            String record = AnchorArguments.of(log, 0, 4).submit(network, client);
            Transaction read = client.endorse("anchored", log.origin(), "4");
            assertEquals(record, new String(read.getResult(), java.nio.charset.StandardCharsets.UTF_8));
            assertEquals(Set.of("Org1MSP", "Org2MSP"), endorsers(read));
        }
    }

    @Test
    void whatOneOrganizationAloneEndorsedIsNotAnchored(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            Transaction alone = client.endorseBy(List.of("Org1MSP"), "anchor", AnchorArguments.of(log, 0, 4).call());
            CommitException invalid = assertThrows(CommitException.class, alone::submit);
            assertEquals(TxValidationCode.ENDORSEMENT_POLICY_FAILURE, invalid.getCode());
            assertEquals("{\"size\":0,\"root\":\"" + "0".repeat(64) + "\"}", client.evaluate("head", log.origin()));
        }
    }

    @Test
    void ofTwoAnchorsThatFollowTheSameHeadOneIsLetIn(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        try (ChannelClient one = ChannelClient.open(network.connection(1));
                ChannelClient two = ChannelClient.open(network.connection(1))) {
            Transaction first = one.endorse("anchor", AnchorArguments.of(log, 0, 4).call());
            Transaction second = two.endorse("anchor", AnchorArguments.of(log, 0, 9).call());
            first.submit();
            CommitException late = assertThrows(CommitException.class, second::submit);
            assertEquals(TxValidationCode.MVCC_READ_CONFLICT, late.getCode());
            assertEquals("{\"size\":4,\"root\":\"" + log.rootHex(4) + "\"}", one.evaluate("head", log.origin()));
            network.awaitAnswer("\"size\":4,", "head", log.origin());
            EndorseException again = assertThrows(EndorseException.class,
                    () -> two.submit("anchor", AnchorArguments.of(log, 0, 9).call()));
            assertEquals("SEQUENCE", Refused.code(again).orElseThrow());
        }
    }

    private static Set<String> endorsers(Transaction transaction) throws Exception {
        Envelope envelope = PreparedTransaction.parseFrom(transaction.getBytes()).getEnvelope();
        var actions = org.hyperledger.fabric.protos.peer.Transaction.parseFrom(Payload.parseFrom(envelope.getPayload()).getData());
        Set<String> organizations = new TreeSet<>();
        for (Endorsement endorsement : ChaincodeActionPayload.parseFrom(actions.getActions(0).getPayload()).getAction()
                .getEndorsementsList()) {
            organizations.add(SerializedIdentity.parseFrom(endorsement.getEndorser()).getMspid());
        }
        return organizations;
    }

    private static void assertState(String state, String json) {
        assertTrue(json.contains("\"state\":\"" + state + "\""), json);
    }
}

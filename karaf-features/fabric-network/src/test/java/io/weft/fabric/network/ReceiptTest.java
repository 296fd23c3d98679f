package io.weft.fabric.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.fabric.receipt.PinnedOrganizations;
import io.weft.fabric.receipt.ReceiptVerifier;
import io.weft.fabric.receipt.collect.CollectedParts;
import io.weft.fabric.receipt.collect.ReceiptCollector;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.tck.SampleLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receipts of the real channel, by the verifier whose attacks are tried on samples. */
@ExtendWith(RealNetwork.class)
final class ReceiptTest {

    private static final String CHANNEL = "evidence";

    private final SampleLog log = new SampleLog("weft.test/receipt-" + UUID.randomUUID()).append(9, "leaf");

    @Test
    void anAnchorHasAReceiptAtAnyTimeAfterwards(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        try (ChannelClient client = ChannelClient.open(network.connection(1));
                ChannelClient reader = ChannelClient.open(network.connection(2))) {
            AnchorArguments.of(log, 0, 4).submit(network, client);
            byte[] receipt = collector(network, client).collect(log.origin(), 4);
            AnchorArguments.of(log, 4, 9).submit(network, client);
            AnchoredCheckpoint anchored = verifier(network).verify(receipt);
            assertEquals(log.note(4), new String(anchored.note(), StandardCharsets.UTF_8));
            assertEquals("Org1MSP", anchored.owner());
            assertEquals(List.of("Org1MSP", "Org2MSP"), anchored.organizations());
            // Later, and by another organization's client: other bytes, the same block and transaction.
            byte[] later = collector(network, reader).collect(log.origin(), 4);
            assertEquals(anchored.transaction(), verifier(network).verify(later).transaction());
            assertEquals(log.note(9), note(network, collector(network, reader).collect(log.origin(), 9)));
            caughtWhenFlipped(network, receipt);
            keepForTheSecondVerifier(network, receipt);
        }
    }

    @Test
    void anchorsSentSideBySideHaveAReceiptEach(FabricNetwork network) throws Exception {
        SampleLog other = new SampleLog(log.origin() + "-b").append(3, "leaf");
        network.approveKey(1, log.origin(), log.verifierKey());
        network.approveKey(1, other.origin(), other.verifierKey());
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            Transaction one = client.endorse("anchor", AnchorArguments.of(log, 0, 4).call());
            Transaction two = client.endorse("anchor", AnchorArguments.of(other, 0, 3).call());
            var first = one.submitAsync();
            var second = two.submitAsync();
            assertTrue(first.getStatus().isSuccessful() && second.getStatus().isSuccessful());
            for (SampleLog each : List.of(log, other)) {
                network.awaitAnswer("\"size\":", "byId", SampleLog.id(each.checkpoint(each == log ? 4 : 3)));
            }
            assertEquals(log.note(4), note(network, collector(network, client).collect(log.origin(), 4)));
            assertEquals(other.note(3), note(network, collector(network, client).collect(other.origin(), 3)));
        }
    }

    @Test
    void whatIsNotAnchoredHasNoReceipt(FabricNetwork network) throws Exception {
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            EndorseException refused = assertThrows(EndorseException.class,
                    () -> collector(network, client).collect(log.origin(), 4));
            assertEquals("NOT_FOUND", Refused.code(refused).orElseThrow());
        }
    }

    /** Fabric put it into a block and marked it invalid; the mark is one byte that nobody signs. */
    @Test
    void anInvalidTransactionIsRefusedThoughItsMarkIsCleared(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            Transaction alone = client.endorseBy(List.of("Org1MSP"), "anchor", AnchorArguments.of(log, 0, 4).call());
            assertThrows(CommitException.class, alone::submit);
            Block block = cleared(block(client, alone), TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
            AnchorArguments.of(log, 0, 4).submit(network, client);
            // The checkpoint was anchored later, by another transaction: its read is the best that there is.
            InvalidProofException refused = assertThrows(InvalidProofException.class,
                    () -> verifier(network).verify(receipt(block, client.endorse("anchored", log.origin(), "4"))));
            assertTrue(refused.getMessage().contains("the record was written in block "), refused.getMessage());
        }
    }

    @Test
    void theLoserOfARaceIsRefusedThoughItsMarkIsCleared(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            Transaction first = client.endorse("anchor", AnchorArguments.of(log, 0, 4).call());
            Transaction second = client.endorse("anchor", AnchorArguments.of(log, 0, 4).call());
            first.submit();
            assertThrows(CommitException.class, second::submit);
            network.awaitAnswer("\"size\":4,", "head", log.origin());
            Block block = cleared(block(client, second), TxValidationCode.MVCC_READ_CONFLICT);
            InvalidProofException refused = assertThrows(InvalidProofException.class,
                    () -> verifier(network).verify(receipt(block, client.endorse("anchored", log.origin(), "4"))));
            assertTrue(refused.getMessage().contains("the record was written in block "), refused.getMessage());
        }
    }

    private static void caughtWhenFlipped(FabricNetwork network, byte[] receipt) throws Exception {
        ReceiptVerifier verifier = verifier(network);
        new SplittableRandom(127_089).ints(500, 0, receipt.length * Byte.SIZE).forEach(bit -> {
            receipt[bit >> 3] ^= (byte) (1 << (bit & 7));
            Exception refused = assertThrows(Exception.class, () -> verifier.verify(receipt), () -> "bit " + bit);
            assertTrue(refused instanceof InvalidProofException || refused instanceof MalformedProofException, refused::toString);
            receipt[bit >> 3] ^= (byte) (1 << (bit & 7));
        });
        verifier.verify(receipt);
    }

    /** Which takes it for one more sample, if it is there: its own are made up. */
    private static void keepForTheSecondVerifier(FabricNetwork network, byte[] receipt) throws Exception {
        Path vectors = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/receipt-vectors");
        Files.createDirectories(vectors.resolve("organizations"));
        Files.write(vectors.resolve("real.receipt"), receipt);
        for (String mspId : List.of("OrdererMSP", "Org1MSP", "Org2MSP")) {
            Files.copy(network.organizations().resolve(mspId + ".pem"), vectors.resolve("organizations").resolve(mspId + ".pem"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String note(FabricNetwork network, byte[] receipt) throws Exception {
        return new String(verifier(network).verify(receipt).note(), StandardCharsets.UTF_8);
    }

    private static byte[] receipt(Block block, Transaction read) throws Exception {
        ByteString payload = PreparedTransaction.parseFrom(read.getBytes()).getEnvelope().getPayload();
        return new CollectedParts(block, payload).receipt().toBytes();
    }

    private static Block block(ChannelClient client, Transaction transaction) throws Exception {
        return Block.parseFrom(client.network().getContract("qscc")
                .evaluateTransaction("GetBlockByTxID", CHANNEL, transaction.getTransactionId()));
    }

    /** As somebody does who holds a copy of the ledger; that there was a mark to clear is checked. */
    private static Block cleared(Block block, TxValidationCode code) {
        byte[] marks = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE).toByteArray();
        assertEquals(code.getNumber(), marks[0] & 0xFF);
        assertNotEquals(TxValidationCode.VALID_VALUE, marks[0]);
        marks[0] = TxValidationCode.VALID_VALUE;
        return block.toBuilder().setMetadata(block.getMetadata().toBuilder()
                .setMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE, ByteString.copyFrom(marks))).build();
    }

    private static ReceiptCollector collector(FabricNetwork network, ChannelClient client) throws Exception {
        return new ReceiptCollector(client.network(), CHANNEL, pinned(network));
    }

    private static ReceiptVerifier verifier(FabricNetwork network) throws Exception {
        return new ReceiptVerifier(pinned(network), CHANNEL, CHANNEL);
    }

    private static PinnedOrganizations pinned(FabricNetwork network) throws Exception {
        return PinnedOrganizations.read(network.organizations(), PinnedOrganizations.ORDERER_MSP);
    }
}

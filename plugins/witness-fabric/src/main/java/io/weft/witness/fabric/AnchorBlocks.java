package io.weft.witness.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.witness.AnchorStream.Anchor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Finds a log's anchors in blocks. The contract's event has the record alone; the call itself has the consistency proof, too,
 * so that the witness need not believe the contract.
 */
final class AnchorBlocks {

    private static final String FUNCTION = "anchor";
    /** Function, id, note, previousSize, previousRoot, counts, consistency (plugins/ledger-fabric-contract, Functions). */
    private static final int ARGUMENTS = 7;
    private static final int NOTE = 2;
    private static final int PREVIOUS_SIZE = 3;
    private static final int CONSISTENCY = 6;

    private final String contract;
    private final String origin;

    AnchorBlocks(String contract, String origin) {
        this.contract = contract;
        this.origin = origin;
    }

    /** @throws IOException if the block is not one */
    List<Anchor> anchors(Block block) throws IOException {
        ByteString codes = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
        List<Anchor> anchors = new ArrayList<>();
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            // The peer's own word for it; a peer that lies about it lies about the rest, too.
            if (codes.byteAt(i) == TxValidationCode.VALID_VALUE) {
                anchors.addAll(anchors(block.getHeader().getNumber(), block.getData().getData(i)));
            }
        }
        return anchors;
    }

    private List<Anchor> anchors(long block, ByteString envelope) throws InvalidProtocolBufferException {
        Payload payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
        ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        List<Anchor> anchors = new ArrayList<>();
        if (header.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE) {
            for (TransactionAction action : Transaction.parseFrom(payload.getData()).getActionsList()) {
                offer(call(action)).ifPresent(offer -> anchors.add(new Anchor(offer, block, header.getTxId())));
            }
        }
        return anchors;
    }

    private static ChaincodeSpec call(TransactionAction action) throws InvalidProtocolBufferException {
        ByteString proposal = ChaincodeActionPayload.parseFrom(action.getPayload()).getChaincodeProposalPayload();
        return ChaincodeInvocationSpec.parseFrom(ChaincodeProposalPayload.parseFrom(proposal).getInput()).getChaincodeSpec();
    }

    /** Empty if it is another contract's, function's or log's; the same anchor said again has no size to go on from. */
    private Optional<AddCheckpoint> offer(ChaincodeSpec call) {
        List<String> arguments = call.getInput().getArgsList().stream().map(ByteString::toStringUtf8).toList();
        if (!call.getChaincodeId().getName().equals(contract) || arguments.size() != ARGUMENTS
                || !arguments.get(0).equals(FUNCTION)) {
            return Optional.empty();
        }
        byte[] note = arguments.get(NOTE).getBytes(StandardCharsets.UTF_8);
        try {
            if (!CheckpointText.read(note).origin().equals(origin)) {
                return Optional.empty();
            }
            String proof = arguments.get(CONSISTENCY);
            List<byte[]> hashes = proof.isEmpty() ? List.of() : Arrays.stream(proof.split(",")).map(Base64.getDecoder()::decode).toList();
            return Optional.of(new AddCheckpoint(Long.parseLong(arguments.get(PREVIOUS_SIZE)), hashes, note));
        } catch (MalformedProofException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the contract let in what is no anchor: " + e.getMessage(), e);
        }
    }
}

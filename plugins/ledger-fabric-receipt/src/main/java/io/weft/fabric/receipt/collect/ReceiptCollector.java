package io.weft.fabric.receipt.collect;

import com.google.protobuf.InvalidProtocolBufferException;
import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.fabric.receipt.PinnedOrganizations;
import io.weft.fabric.receipt.ReceiptVerifier;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.util.Map;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;

/**
 * Makes the receipt of a checkpoint that is anchored, at any time after its commit. It asks and never submits, so it may be
 * repeated; each receipt of one anchor holds another read and proves the same.
 */
public final class ReceiptCollector {

    private final Network network;
    private final String contract;
    private final PinnedOrganizations organizations;
    private final ReceiptVerifier verifier;

    /** @param network the channel, with a deadline on each of the gateway's calls */
    public ReceiptCollector(Network network, String contract, PinnedOrganizations organizations) {
        this.network = network;
        this.contract = contract;
        this.organizations = organizations;
        this.verifier = new ReceiptVerifier(organizations, network.getName(), contract);
    }

    /**
     * Makes the attested read, and gets the block that it names.
     *
     * @param origin of the checkpoint
     * @return the receipt, verified
     * @throws GatewayException        if a peer is away, or the organizations do not say the same: right after a commit one
     *                                 of them may not have it yet, so ask again
     * @throws MalformedProofException if what came is not in its form
     * @throws InvalidProofException   if what came does not prove the anchor to whom the organizations are pinned
     */
    public byte[] collect(String origin, long size) throws GatewayException, MalformedProofException, InvalidProofException {
        Transaction read = network.getContract(contract).newProposal("anchored").addArguments(origin, Long.toString(size))
                .setEndorsingOrganizations(organizations.endorsers().toArray(new String[0])).build().endorse();
        byte[] block = network.getContract("qscc")
                .evaluateTransaction("GetBlockByTxID", network.getName(), transaction(read.getResult()));
        byte[] receipt;
        try {
            receipt = new CollectedParts(Block.parseFrom(block),
                    PreparedTransaction.parseFrom(read.getBytes()).getEnvelope().getPayload()).receipt().toBytes();
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedProofException("receipt: the gateway's answer: " + e.getMessage(), e);
        }
        AnchoredCheckpoint anchored = verifier.verify(receipt);
        if (!anchored.checkpoint().origin().equals(origin) || anchored.checkpoint().size() != size) {
            throw new InvalidProofException("receipt: is of '" + anchored.checkpoint().origin() + "' at size "
                    + anchored.checkpoint().size() + ", not of '" + origin + "' at size " + size);
        }
        return receipt;
    }

    private static String transaction(byte[] record) throws MalformedProofException {
        try {
            if (CanonicalJson.read(record) instanceof Map<?, ?> members && members.get("transaction") instanceof String id) {
                return id;
            }
        } catch (JsonException e) {
            throw new MalformedProofException("receipt: the contract's record: " + e.getMessage(), e);
        }
        throw new MalformedProofException("receipt: the contract's record names no transaction");
    }
}

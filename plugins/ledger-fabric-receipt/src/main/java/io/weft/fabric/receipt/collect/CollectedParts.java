package io.weft.fabric.receipt.collect;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.weft.fabric.receipt.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.Transaction;

/**
 * What a channel gave of one anchor, whichever way it was asked.
 *
 * @param block as the peer keeps it
 * @param read  payload of the endorsed and unsubmitted query {@code anchored}
 */
public record CollectedParts(Block block, ByteString read) {

    /** What belongs into a receipt, in its one form. Nothing is verified. */
    public Receipt receipt() throws InvalidProtocolBufferException {
        return new Receipt(block.getHeader().getNumber(), block.getHeader().getPreviousHash().toByteArray(),
                block.getHeader().getDataHash().toByteArray(),
                block.getData().getDataList().stream().map(ByteString::toByteArray).toList(),
                block.getMetadata().getMetadata(BlockMetadataIndex.SIGNATURES_VALUE).toByteArray(),
                inOrder(read).toByteArray());
    }

    /** The gateway joins the answers of the organizations as they come; a receipt has them in order of MSP ID. */
    private static ByteString inOrder(ByteString read) throws InvalidProtocolBufferException {
        Payload payload = Payload.parseFrom(read);
        Transaction transaction = Transaction.parseFrom(payload.getData());
        ChaincodeActionPayload action = ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
        record Named(String mspId, Endorsement endorsement) {
        }
        List<Named> named = new ArrayList<>();
        for (Endorsement endorsement : action.getAction().getEndorsementsList()) {
            named.add(new Named(SerializedIdentity.parseFrom(endorsement.getEndorser()).getMspid(), endorsement));
        }
        named.sort(Comparator.comparing(Named::mspId));
        ChaincodeEndorsedAction.Builder endorsed = action.getAction().toBuilder().clearEndorsements();
        named.forEach(one -> endorsed.addEndorsements(one.endorsement()));
        Transaction ordered = transaction.toBuilder().setActions(0, transaction.getActions(0).toBuilder()
                .setPayload(action.toBuilder().setAction(endorsed).build().toByteString())).build();
        return payload.toBuilder().setData(ordered.toByteString()).build().toByteString();
    }
}

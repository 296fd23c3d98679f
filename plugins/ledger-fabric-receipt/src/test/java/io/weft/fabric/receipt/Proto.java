package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/** Protobuf that its writers would not write. */
final class Proto {

    private Proto() {
    }

    /** A field of bytes. */
    static ByteString field(int number, ByteString value) {
        return UnknownFieldSet.newBuilder().addField(number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build())
                .build().toByteString();
    }

    /** The header of one payload before the data of another. */
    static byte[] joined(ByteString header, ByteString data) throws Exception {
        return Payload.parseFrom(header).toBuilder().setHeader(Payload.parseFrom(header).getHeader())
                .setData(withHeader(Payload.parseFrom(data).getData(), Payload.parseFrom(header).getHeader().getSignatureHeader()))
                .build().toByteArray();
    }

    private static ByteString withHeader(ByteString transaction, ByteString header) throws Exception {
        Transaction.Builder changed = Transaction.parseFrom(transaction).toBuilder();
        changed.getActionsBuilder(0).setHeader(header);
        return changed.build().toByteString();
    }

    /** Changes the payload of the one action. */
    static byte[] inAction(ByteString payload, UnaryOperator<ByteString> change) throws Exception {
        Payload whole = Payload.parseFrom(payload);
        Transaction.Builder transaction = Transaction.parseFrom(whole.getData()).toBuilder();
        transaction.getActionsBuilder(0).setPayload(change.apply(transaction.getActions(0).getPayload()));
        return whole.toBuilder().setData(transaction.build().toByteString()).build().toByteArray();
    }

    /** An unknown field in the first endorsement. */
    static byte[] inEndorsement(ByteString payload) throws Exception {
        Transaction transaction = Transaction.parseFrom(Payload.parseFrom(payload).getData());
        ChaincodeActionPayload.Builder action =
                ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload()).toBuilder();
        action.getActionBuilder().getEndorsementsBuilder(0).setUnknownFields(UnknownFieldSet.newBuilder()
                .addField(7, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build());
        return inAction(payload, any -> action.build().toByteString());
    }

    /** The length of the first field in one byte more than it needs; it takes two in a payload. */
    static byte[] longerLength(ByteString payload) {
        ByteString length = ByteString.copyFrom(new byte[] {(byte) (payload.byteAt(1) | 0x80), (byte) (payload.byteAt(2) | 0x80), 0});
        return payload.substring(0, 1).concat(length).concat(payload.substring(3)).toByteArray();
    }
}

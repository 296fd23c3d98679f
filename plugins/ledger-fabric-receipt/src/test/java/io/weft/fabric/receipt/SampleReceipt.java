package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import io.weft.event.Digests;
import io.weft.fabric.receipt.collect.CollectedParts;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/**
 * A receipt put together as Fabric does; that the real one has this form shows the test on the real network. Block 7 holds
 * another client's transaction and the anchor. A test makes parts wrong before it asks for the receipt.
 */
final class SampleReceipt {

    static final long NUMBER = 7;

    final SampleChannel channel;
    final SampleCall anchor;
    final SampleCall read;
    SampleMember orderer;

    SampleReceipt(SampleChannel channel) {
        this(channel, channel.client);
    }

    /** @param owner who sends the anchor */
    SampleReceipt(SampleChannel channel, SampleMember owner) {
        this.channel = channel;
        this.orderer = channel.orderer;
        this.anchor = anchor(owner);
        this.read = read(anchor, NUMBER, 1);
    }

    /** Another transaction that anchors the same. */
    SampleCall anchor(SampleMember owner) {
        String key = channel.checkpoint.key();
        SampleCall call = new SampleCall(owner, channel.time, channel.checkpoint.anchor());
        call.answer = ByteString.copyFromUtf8(channel.checkpoint.record(call.transaction(), channel.time.toString()));
        call.entries.addReads(KVRead.newBuilder().setKey(key))
                .addWrites(KVWrite.newBuilder().setKey(key).setValue(call.answer))
                .addWrites(KVWrite.newBuilder().setKey("\0head\0" + channel.checkpoint.text.origin() + "\0")
                        .setValue(ByteString.copyFromUtf8(channel.checkpoint.text.size() + " " + channel.checkpoint.root())));
        call.endorsers.addAll(List.of(channel.peer1, channel.peer2));
        return call;
    }

    /** The attested read of an anchor, which found it written by that transaction of that block. */
    SampleCall read(SampleCall anchor, long block, long position) {
        SampleCall call = new SampleCall(channel.client, channel.time.plusSeconds(1), "anchored",
                channel.checkpoint.text.origin(), Long.toString(channel.checkpoint.text.size()));
        call.answer = anchor.answer;
        call.entries.addReads(KVRead.newBuilder().setKey(channel.checkpoint.key())
                .setVersion(Version.newBuilder().setBlockNum(block).setTxNum(position)));
        call.endorsers.addAll(List.of(channel.peer1, channel.peer2));
        return call;
    }

    Receipt receipt() throws Exception {
        return receipt(anchor.envelope(), read.payload());
    }

    Receipt receipt(ByteString anchored, ByteString read) throws Exception {
        SampleCall other = new SampleCall(channel.authority2.member("client"), channel.time, "other");
        other.contract = "other";
        other.endorsers.add(channel.peer2);
        return receipt(List.of(other.envelope(), anchored), read);
    }

    Receipt receipt(List<ByteString> envelopes, ByteString read) throws Exception {
        return new CollectedParts(block(envelopes), read).receipt();
    }

    byte[] bytes() throws Exception {
        return receipt().toBytes();
    }

    /** Signed by the orderer; all transactions are marked valid. */
    Block block(List<ByteString> envelopes) {
        byte[] previous = Digests.sha256(new byte[] {6});
        byte[] data = Digests.sha256(envelopes.stream().map(ByteString::toByteArray).toArray(byte[][]::new));
        ByteString value = ByteString.copyFrom(new byte[] {10, 2, 8, 0});
        ByteString header = SignatureHeader.newBuilder().setCreator(orderer.identity())
                .setNonce(ByteString.copyFrom(new byte[24])).build().toByteString();
        ByteString signature = orderer.sign(value, header, headerBytes(previous, data));
        Metadata signatures = Metadata.newBuilder().setValue(value).addSignatures(MetadataSignature.newBuilder()
                .setSignatureHeader(header).setSignature(signature)).build();
        return Block.newBuilder()
                .setHeader(BlockHeader.newBuilder().setNumber(NUMBER).setPreviousHash(ByteString.copyFrom(previous))
                        .setDataHash(ByteString.copyFrom(data)))
                .setData(BlockData.newBuilder().addAllData(envelopes))
                .setMetadata(BlockMetadata.newBuilder().addMetadata(signatures.toByteString()).addMetadata(ByteString.EMPTY)
                        .addMetadata(ByteString.copyFrom(new byte[envelopes.size()])))
                .build();
    }

    private static ByteString headerBytes(byte[] previous, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x30, 3 + 34 + 34, 0x02, 1});
        out.writeBytes(BigInteger.valueOf(NUMBER).toByteArray());
        out.writeBytes(new byte[] {0x04, 32});
        out.writeBytes(previous);
        out.writeBytes(new byte[] {0x04, 32});
        out.writeBytes(data);
        return ByteString.copyFrom(out.toByteArray());
    }
}

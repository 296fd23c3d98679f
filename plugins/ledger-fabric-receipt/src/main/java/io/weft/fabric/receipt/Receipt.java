package io.weft.fabric.receipt;

import io.weft.ledger.proof.MalformedProofException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What shows that a checkpoint is anchored on a channel: the block that holds it, and what both organizations' peers said of
 * it afterwards. Its container (docs/proof-format.md) has one form for one content. The block's validity flags are not in
 * it: nobody signs them.
 *
 * @param number       of the block
 * @param previousHash hash of the block before, 32 bytes
 * @param dataHash     SHA-256 of all envelopes, 32 bytes
 * @param envelopes    all transactions of the block in their order, each a {@code common.Envelope}
 * @param signatures   the orderer's, a {@code common.Metadata}
 * @param read         the attested read, a {@code common.Payload}: endorsed and never submitted
 */
public record Receipt(long number, byte[] previousHash, byte[] dataHash, List<byte[]> envelopes, byte[] signatures,
        byte[] read) {

    static final int HASH_BYTES = 32;

    private static final byte[] MAGIC = "weft-fabric-receipt-v1\n".getBytes(StandardCharsets.US_ASCII);

    /** @throws MalformedProofException if the bytes are not a receipt's container; what it holds is not checked */
    public static Receipt read(byte[] bytes) throws MalformedProofException {
        ContainerReader reader = new ContainerReader(bytes);
        if (!Arrays.equals(reader.take("first line", MAGIC.length), MAGIC)) {
            throw reader.malformed(0, "first line is not 'weft-fabric-receipt-v1'");
        }
        long number = reader.number("block number");
        byte[] previousHash = reader.take("previous hash", HASH_BYTES);
        byte[] dataHash = reader.take("data hash", HASH_BYTES);
        int count = reader.count("envelopes");
        List<byte[]> envelopes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            envelopes.add(reader.part("envelope " + i));
        }
        byte[] signatures = reader.part("signatures");
        byte[] read = reader.part("attested read");
        reader.end();
        return new Receipt(number, previousHash, dataHash, List.copyOf(envelopes), signatures, read);
    }

    /** The container. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.write(MAGIC);
            out.writeLong(number);
            out.write(previousHash);
            out.write(dataHash);
            out.writeInt(envelopes.size());
            for (byte[] envelope : envelopes) {
                part(out, envelope);
            }
            part(out, signatures);
            part(out, read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void part(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }
}

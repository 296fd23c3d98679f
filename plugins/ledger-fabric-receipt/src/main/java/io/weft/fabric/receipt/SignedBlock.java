package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.weft.event.Digests;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** A block: its transactions, what they hash to, and the orderer's signature over that. */
final class SignedBlock {

    private final Receipt receipt;
    private final String what;
    private final List<Envelope> envelopes = new ArrayList<>();

    private SignedBlock(Receipt receipt) {
        this.receipt = receipt;
        this.what = "block " + receipt.number();
    }

    static SignedBlock parse(Receipt receipt) throws MalformedProofException, InvalidProofException {
        SignedBlock block = new SignedBlock(receipt);
        byte[] hash = Digests.sha256(receipt.envelopes().toArray(byte[][]::new));
        if (!MessageDigest.isEqual(hash, receipt.dataHash())) {
            throw new InvalidProofException("receipt: " + block.what + ": data hash is not that of its "
                    + receipt.envelopes().size() + " transactions");
        }
        // The hash runs over the transactions without a border between them. In this form, which Fabric asks for as well,
        // they can be parted in one way only.
        for (byte[] bytes : receipt.envelopes()) {
            String name = block.what + ": transaction " + block.envelopes.size();
            Envelope envelope = Canonical.parse(name, bytes(bytes), Envelope.parser());
            if (envelope.getPayload().isEmpty() || envelope.getSignature().isEmpty()) {
                throw new MalformedProofException("receipt: " + name + ": has no payload or no signature");
            }
            block.envelopes.add(envelope);
        }
        return block;
    }

    Envelope transaction(long position) throws InvalidProofException {
        if (position < 0 || position >= envelopes.size()) {
            throw new InvalidProofException("receipt: attested read: names transaction " + Long.toUnsignedString(position)
                    + ", block " + receipt.number() + " has " + envelopes.size());
        }
        return envelopes.get((int) position);
    }

    /** @param at when the certificate must have been valid */
    void checkSigned(Members members, String ordererMsp, Instant at) throws MalformedProofException, InvalidProofException {
        String signature = what + ": orderer's signature";
        Metadata metadata = Canonical.parse(what + ": signatures", bytes(receipt.signatures()), Metadata.parser());
        if (metadata.getSignaturesCount() == 0) {
            throw new InvalidProofException("receipt: " + signature + " is missing");
        }
        for (MetadataSignature signed : metadata.getSignaturesList()) {
            if (!signed.getIdentifierHeader().isEmpty()) {
                throw new InvalidProofException("receipt: " + signature + ": names its signer by number, as BFT orderers do, "
                        + "not by certificate");
            }
            SignatureHeader header =
                    Canonical.parse(signature + ": header", signed.getSignatureHeader(), SignatureHeader.parser());
            Identity orderer = Identity.parse(signature, header.getCreator());
            if (!orderer.mspId().equals(ordererMsp)) {
                throw new InvalidProofException("receipt: " + signature + ": is of '" + orderer.mspId() + "', not '"
                        + ordererMsp + "'");
            }
            members.check(signature, orderer, Role.ORDERER, at, signed.getSignature(), metadata.getValue(),
                    signed.getSignatureHeader(), header());
        }
    }

    /** What is signed of a header: ASN.1 SEQUENCE { INTEGER number, OCTET STRING previousHash, OCTET STRING dataHash }, DER. */
    private ByteString header() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        element(content, 0x02, BigInteger.valueOf(receipt.number()).toByteArray());
        element(content, 0x04, receipt.previousHash());
        element(content, 0x04, receipt.dataHash());
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        element(sequence, 0x30, content.toByteArray());
        return bytes(sequence.toByteArray());
    }

    /** At most 77 bytes here, so that the length is one byte. */
    private static void element(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        out.write(content.length);
        out.writeBytes(content);
    }

    private static ByteString bytes(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }
}

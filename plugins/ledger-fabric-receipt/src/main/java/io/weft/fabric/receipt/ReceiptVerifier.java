package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.util.List;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/**
 * Verifies receipts against pinned organizations. Pure; needs no peer and no network. The module's README says what is
 * proven and what is not.
 */
public final class ReceiptVerifier {

    private static final String READ = "attested read";

    private final PinnedOrganizations organizations;
    private final String channel;
    private final String contract;

    /**
     * @param channel  name of the channel that the checkpoint must be anchored on
     * @param contract name of the contract there
     */
    public ReceiptVerifier(PinnedOrganizations organizations, String channel, String contract) {
        this.organizations = organizations;
        this.channel = channel;
        this.contract = contract;
    }

    /**
     * @throws MalformedProofException if a part is not in its one form
     * @throws InvalidProofException   if a part does not prove what it claims
     */
    public AnchoredCheckpoint verify(byte[] bytes) throws MalformedProofException, InvalidProofException {
        Receipt receipt = Receipt.read(bytes);
        // Forms and hashes first: what is only damaged is found without asking a key.
        SignedBlock block = SignedBlock.parse(receipt);
        EndorsedCall read = EndorsedCall.parse(READ, ByteString.copyFrom(receipt.read()));
        AnchorRecord record = AnchorRecord.parse(read.answer());
        checkRead(read, record);
        StateAccess found = StateAccess.parse(READ, read.results(), contract);
        found.checkWritesNothing();
        Version version = found.found(record.key());
        if (version.getBlockNum() != receipt.number()) {
            throw new InvalidProofException("receipt: " + READ + ": the record was written in block "
                    + Long.toUnsignedString(version.getBlockNum()) + ", this is block " + receipt.number());
        }
        Envelope envelope = block.transaction(version.getTxNum());
        String what = "transaction " + version.getTxNum();
        EndorsedCall anchor = EndorsedCall.parse(what, envelope.getPayload());
        checkAnchor(what, anchor, read.answer(), record);

        Members members = new Members(organizations);
        block.checkSigned(members, organizations.ordererMsp(), anchor.claimedTime());
        Identity owner = Identity.parse(what + ": creator", anchor.creator());
        members.check(what + ": creator", owner, Role.CLIENT, anchor.claimedTime(), envelope.getSignature(),
                envelope.getPayload());
        anchor.checkEndorsements(members, organizations);
        read.checkEndorsements(members, organizations);
        return new AnchoredCheckpoint(record.note(), record.checkpoint(), channel, receipt.number(), (int) version.getTxNum(),
                anchor.transaction(), owner.mspId(), organizations.endorsers(), anchor.claimedTime());
    }

    private void checkRead(EndorsedCall read, AnchorRecord record) throws MalformedProofException, InvalidProofException {
        read.checkPlace(channel, contract);
        read.checkFunction("anchored");
        read.checkArguments(List.of(record.checkpoint().origin(), Long.toString(record.checkpoint().size())));
        read.checkOneEndorsementEach(organizations.endorsers());
    }

    private void checkAnchor(String what, EndorsedCall anchor, ByteString attested, AnchorRecord record)
            throws MalformedProofException, InvalidProofException {
        anchor.checkPlace(channel, contract);
        anchor.checkFunction("anchor");
        if (!anchor.transaction().equals(record.transaction())) {
            throw new InvalidProofException("receipt: " + what + ": is " + anchor.transaction()
                    + ", the record was written by " + record.transaction());
        }
        if (!StateAccess.parse(what, anchor.results(), contract).written(record.key()).equals(attested)) {
            throw new InvalidProofException("receipt: " + what + ": writes another record than the attested one");
        }
    }
}

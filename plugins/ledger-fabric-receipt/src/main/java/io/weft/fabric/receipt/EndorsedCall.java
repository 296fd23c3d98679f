package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.weft.event.Digests;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/** A call of a contract with what the peers answered and signed: what a transaction in a block holds, and an attested read. */
final class EndorsedCall {

    private static final int OK = 200;
    private static final long LAST_SECOND = 253_402_300_799L; // of the year 9999

    private final String what;
    private final ChannelHeader channelHeader;
    private final SignatureHeader signatureHeader;
    private final Instant claimedTime;
    private final List<String> arguments;
    private final ByteString response;
    private final List<Endorsement> endorsements;
    private final ChaincodeAction action;
    private final String headerContract;
    private final String calledContract;

    private EndorsedCall(String what, ChannelHeader channelHeader, SignatureHeader signatureHeader,
            ChaincodeActionPayload payload, ByteString header) throws MalformedProofException, InvalidProofException {
        this.what = what;
        this.channelHeader = channelHeader;
        this.signatureHeader = signatureHeader;
        this.claimedTime = time(what, channelHeader.getTimestamp());
        this.response = payload.getAction().getProposalResponsePayload();
        this.endorsements = payload.getAction().getEndorsementsList();
        ProposalResponsePayload answer =
                Canonical.parse(what + ": proposal response", response, ProposalResponsePayload.parser());
        byte[] hash = Digests.sha256(channelHeader.toByteArray(), header.toByteArray(),
                payload.getChaincodeProposalPayload().toByteArray());
        need(ByteString.copyFrom(hash).equals(answer.getProposalHash()), "the answer is to another proposal (proposal hash)");
        this.action = Canonical.parse(what + ": action", answer.getExtension(), ChaincodeAction.parser());
        need(action.getResponse().getStatus() == OK,
                "the contract answered " + action.getResponse().getStatus() + ", not " + OK);
        this.headerContract = Canonical.parse(what + ": header extension", channelHeader.getExtension(),
                ChaincodeHeaderExtension.parser()).getChaincodeId().getName();
        ChaincodeProposalPayload proposal = Canonical.parse(what + ": proposal", payload.getChaincodeProposalPayload(),
                ChaincodeProposalPayload.parser());
        ChaincodeSpec call = Canonical.parse(what + ": invocation", proposal.getInput(), ChaincodeInvocationSpec.parser())
                .getChaincodeSpec();
        // A map has no one order in protobuf; a peer takes the first out of what it signs, and clients do not send the second.
        need(proposal.getTransientMapCount() == 0 && call.getInput().getDecorationsCount() == 0, "has a map in its proposal");
        this.calledContract = call.getChaincodeId().getName();
        this.arguments = texts(what, call.getInput().getArgsList());
    }

    /**
     * @param what names it for messages
     * @param payload a {@code common.Payload}
     */
    static EndorsedCall parse(String what, ByteString payload) throws MalformedProofException, InvalidProofException {
        Payload parts = Canonical.parse(what + ": payload", payload, Payload.parser());
        ByteString header = parts.getHeader().getSignatureHeader();
        ChannelHeader channelHeader = Canonical.parse(what + ": channel header", parts.getHeader().getChannelHeader(),
                ChannelHeader.parser());
        SignatureHeader signatureHeader = Canonical.parse(what + ": signature header", header, SignatureHeader.parser());
        if (channelHeader.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            throw new InvalidProofException("receipt: " + what + ": is of type " + channelHeader.getType()
                    + ", not a call of a contract");
        }
        Transaction transaction = Canonical.parse(what + ": transaction", parts.getData(), Transaction.parser());
        if (transaction.getActionsCount() != 1 || !transaction.getActions(0).getHeader().equals(header)) {
            throw new InvalidProofException("receipt: " + what + ": is not one action under the header of its own");
        }
        ChaincodeActionPayload action = Canonical.parse(what + ": action payload", transaction.getActions(0).getPayload(),
                ChaincodeActionPayload.parser());
        EndorsedCall call = new EndorsedCall(what, channelHeader, signatureHeader, action, header);
        call.need(channelHeader.getTxId().equals(Digests.hex(Digests.sha256(signatureHeader.getNonce().toByteArray(),
                signatureHeader.getCreator().toByteArray()))), "transaction id is not the hash of nonce and creator");
        return call;
    }

    String transaction() {
        return channelHeader.getTxId();
    }

    Instant claimedTime() {
        return claimedTime;
    }

    ByteString creator() {
        return signatureHeader.getCreator();
    }

    /** What the contract answered. */
    ByteString answer() {
        return action.getResponse().getPayload();
    }

    /** What it read and wrote, a {@code rwset.TxReadWriteSet}. */
    ByteString results() {
        return action.getResults();
    }

    void checkPlace(String channel, String contract) throws InvalidProofException {
        need(channelHeader.getChannelId().equals(channel), "is of channel '" + channelHeader.getChannelId() + "', not '"
                + channel + "'");
        for (String name : List.of(headerContract, calledContract, action.getChaincodeId().getName())) {
            need(name.equals(contract), "is of contract '" + name + "', not '" + contract + "'");
        }
    }

    void checkFunction(String function) throws InvalidProofException {
        String called = arguments.stream().findFirst().orElse("nothing");
        need(called.equals(function), "calls " + called + ", not " + function);
    }

    void checkArguments(List<String> expected) throws InvalidProofException {
        need(arguments.subList(1, arguments.size()).equals(expected), "asks for " + arguments.subList(1, arguments.size())
                + ", not for " + expected);
    }

    /**
     * Every organization that must endorse has, and each endorsement of theirs verifies. One of an organization that is not
     * pinned counts for nothing.
     */
    void checkEndorsements(Members members, PinnedOrganizations organizations)
            throws MalformedProofException, InvalidProofException {
        Set<String> missing = new TreeSet<>(organizations.endorsers());
        for (Endorsement endorsement : endorsements) {
            Identity peer = Identity.parse(what + ": endorsement", endorsement.getEndorser());
            if (organizations.endorsers().contains(peer.mspId())) {
                members.check(what + ": endorsement of " + peer.mspId(), peer, Role.PEER, claimedTime,
                        endorsement.getSignature(), response, endorsement.getEndorser());
                missing.remove(peer.mspId());
            }
        }
        need(missing.isEmpty(), "is not endorsed by " + missing);
    }

    /** Nobody signs which endorsements are there and in which order, unless a client does. */
    void checkOneEndorsementEach(List<String> mspIds) throws MalformedProofException, InvalidProofException {
        List<String> endorsers = new ArrayList<>();
        for (Endorsement endorsement : endorsements) {
            endorsers.add(Identity.parse(what + ": endorsement", endorsement.getEndorser()).mspId());
        }
        need(endorsers.equals(mspIds), "is endorsed by " + endorsers + ", not by " + mspIds + " in this order");
    }

    private void need(boolean holds, String rule) throws InvalidProofException {
        if (!holds) {
            throw new InvalidProofException("receipt: " + what + ": " + rule);
        }
    }

    private static Instant time(String what, Timestamp timestamp) throws MalformedProofException {
        if (timestamp.getSeconds() < 0 || timestamp.getSeconds() > LAST_SECOND || timestamp.getNanos() < 0
                || timestamp.getNanos() > 999_999_999) {
            throw new MalformedProofException("receipt: " + what + ": time is out of range: " + timestamp.getSeconds() + " s");
        }
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    private static List<String> texts(String what, List<ByteString> arguments) throws MalformedProofException {
        List<String> texts = new ArrayList<>();
        for (ByteString argument : arguments) {
            if (!argument.isValidUtf8()) {
                throw new MalformedProofException("receipt: " + what + ": argument " + texts.size() + " is not UTF-8");
            }
            texts.add(argument.toStringUtf8());
        }
        return texts;
    }
}

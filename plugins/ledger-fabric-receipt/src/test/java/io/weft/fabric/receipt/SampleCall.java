package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.weft.event.Digests;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/** A call of the contract with its answer, endorsed and put together as Fabric's gateway does. Tests make parts of it wrong. */
final class SampleCall {

    private static final SecureRandom RANDOM = new SecureRandom();

    final SampleMember creator;
    final ByteString nonce;
    final KVRWSet.Builder entries = KVRWSet.newBuilder();
    final Map<String, ByteString> decorations = new HashMap<>();
    Instant time;
    String channel = "evidence";
    String contract = "evidence";
    List<String> arguments;
    ByteString answer = ByteString.EMPTY;
    int status = 200;
    List<SampleMember> endorsers = new ArrayList<>();

    SampleCall(SampleMember creator, Instant time, String... arguments) {
        this.creator = creator;
        this.time = time;
        this.arguments = List.of(arguments);
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        this.nonce = ByteString.copyFrom(random);
    }

    String transaction() {
        return Digests.hex(Digests.sha256(nonce.toByteArray(), creator.identity().toByteArray()));
    }

    ByteString payload() {
        return payload(transaction());
    }

    ByteString payload(String transaction) {
        return payload(transaction, endorsements());
    }

    ByteString payload(List<Endorsement> endorsements) {
        return payload(transaction(), endorsements);
    }

    ByteString envelope() {
        return envelope(payload());
    }

    ByteString envelope(ByteString payload) {
        return Envelope.newBuilder().setPayload(payload).setSignature(creator.sign(payload)).build().toByteString();
    }

    List<Endorsement> endorsements() {
        ByteString response = response(transaction());
        return endorsers.stream().map(peer -> Endorsement.newBuilder().setEndorser(peer.identity())
                .setSignature(peer.sign(response, peer.identity())).build()).toList();
    }

    private ByteString payload(String transaction, List<Endorsement> endorsements) {
        ByteString action = ChaincodeActionPayload.newBuilder()
                .setChaincodeProposalPayload(proposal())
                .setAction(ChaincodeEndorsedAction.newBuilder().setProposalResponsePayload(response(transaction))
                        .addAllEndorsements(endorsements)).build().toByteString();
        return Payload.newBuilder()
                .setHeader(Header.newBuilder().setChannelHeader(channelHeader(transaction)).setSignatureHeader(signatureHeader()))
                .setData(Transaction.newBuilder().addActions(TransactionAction.newBuilder().setHeader(signatureHeader())
                        .setPayload(action)).build().toByteString()).build().toByteString();
    }

    private ByteString channelHeader(String transaction) {
        return ChannelHeader.newBuilder().setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                .setTimestamp(Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .setChannelId(channel).setTxId(transaction)
                .setExtension(ChaincodeHeaderExtension.newBuilder().setChaincodeId(ChaincodeID.newBuilder().setName(contract))
                        .build().toByteString()).build().toByteString();
    }

    private ByteString signatureHeader() {
        return SignatureHeader.newBuilder().setCreator(creator.identity()).setNonce(nonce).build().toByteString();
    }

    private ByteString proposal() {
        ChaincodeInput.Builder input = ChaincodeInput.newBuilder().putAllDecorations(decorations);
        arguments.forEach(argument -> input.addArgs(ByteString.copyFromUtf8(argument)));
        return ChaincodeProposalPayload.newBuilder().setInput(ChaincodeInvocationSpec.newBuilder()
                .setChaincodeSpec(ChaincodeSpec.newBuilder().setTypeValue(1).setInput(input)
                        .setChaincodeId(ChaincodeID.newBuilder().setName(contract))).build().toByteString()).build().toByteString();
    }

    /** What a peer signs, before its own identity. */
    private ByteString response(String transaction) {
        byte[] hash = Digests.sha256(channelHeader(transaction).toByteArray(), signatureHeader().toByteArray(),
                proposal().toByteArray());
        // A peer looks up the contract's definition on the way.
        KVRWSet definition = KVRWSet.newBuilder().addReads(KVRead.newBuilder()
                .setKey("namespaces/fields/" + contract + "/Sequence").setVersion(Version.newBuilder().setBlockNum(3))).build();
        ByteString results = TxReadWriteSet.newBuilder()
                .addNsRwset(NsReadWriteSet.newBuilder().setNamespace("_lifecycle").setRwset(definition.toByteString()))
                .addNsRwset(NsReadWriteSet.newBuilder().setNamespace(contract).setRwset(entries.build().toByteString()))
                .build().toByteString();
        return ProposalResponsePayload.newBuilder().setProposalHash(ByteString.copyFrom(hash))
                .setExtension(ChaincodeAction.newBuilder().setResults(results)
                        .setResponse(Response.newBuilder().setStatus(status).setPayload(answer))
                        .setChaincodeId(ChaincodeID.newBuilder().setName(contract).setVersion("1")).build().toByteString())
                .build().toByteString();
    }
}

package io.weft.ledger.fabric;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A gateway that speaks Fabric's protocol over mutual TLS and lets the real contract answer, for the faults that a real
 * network does not show when asked. It keeps the rules that matter here: a transaction that read what has changed since is
 * invalid, and the same transaction again is the same. It signs nothing, so no receipt comes of it.
 */
final class StandInGateway extends GatewayGrpc.GatewayImplBase implements AutoCloseable {

    /** What goes wrong with the next call of its kind. */
    enum Fault {
        /** Evaluate, endorse: no answer. */
        EVALUATE_SILENT, ENDORSE_SILENT,
        /** Endorse: the organizations' answers differ. */
        MISMATCH,
        /** Endorse: what comes back is an earlier transaction, or another call under the right identity. */
        OTHER_TRANSACTION, OTHER_CALL,
        /** Submit: refused and dropped; accepted and dropped; refused although ordered; no answer although ordered. */
        DROPPED, ACCEPTED_AND_DROPPED, ORDERED_YET_UNAVAILABLE, ORDERED_AND_SILENT,
        /** Commit status: no answer; the peer went. */
        STATUS_SILENT, STATUS_UNAVAILABLE
    }

    private final StandInPeer peer;
    private final Server server;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, StandInPeer.Simulation> endorsed = new HashMap<>();
    private final Map<String, Long> blocks = new HashMap<>();
    private final List<ByteString> submitted = new ArrayList<>();
    private Envelope earlier = Envelope.getDefaultInstance();

    private record Call(ChannelHeader header, Proposal proposal, ChaincodeInvocationSpec spec, SignedProposal signed) {

        static Call parse(SignedProposal signed) throws InvalidProtocolBufferException {
            Proposal proposal = Proposal.parseFrom(signed.getProposalBytes());
            return new Call(ChannelHeader.parseFrom(Header.parseFrom(proposal.getHeader()).getChannelHeader()), proposal,
                    ChaincodeInvocationSpec.parseFrom(ChaincodeProposalPayload.parseFrom(proposal.getPayload()).getInput()),
                    signed);
        }
    }

    @FunctionalInterface
    private interface Answer<T> {

        /** Null if there is none. */
        T give() throws Exception;
    }

    StandInGateway(StandInAuthority authority, StandInPeer peer) throws IOException {
        this.peer = peer;
        authority.issue("gateway", "peer");
        this.server = OkHttpServerBuilder.forPort(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TlsServerCredentials.newBuilder()
                        .keyManager(authority.certificate("gateway").toFile(), authority.key("gateway").toFile())
                        .trustManager(authority.root().toFile()).clientAuth(TlsServerCredentials.ClientAuth.REQUIRE).build())
                .addService(this).build().start();
    }

    int port() {
        return server.getPort();
    }

    synchronized void faults(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Every envelope that was submitted, in order, whatever became of it. */
    synchronized List<ByteString> submitted() {
        return List.copyOf(submitted);
    }

    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> out) {
        answer(out, () -> take(Fault.EVALUATE_SILENT) ? null
                : EvaluateResponse.newBuilder()
                        .setResult(simulate(Call.parse(request.getProposedTransaction())).response()).build());
    }

    @Override
    public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> out) {
        answer(out, () -> {
            if (take(Fault.ENDORSE_SILENT)) {
                return null;
            }
            if (take(Fault.MISMATCH)) {
                throw failure("ProposalResponsePayloads do not match (base64)");
            }
            Call call = Call.parse(request.getProposedTransaction());
            StandInPeer.Simulation simulation = simulate(call);
            endorsed.put(call.header().getTxId(), simulation);
            Envelope prepared = envelope(call, simulation.response());
            if (take(Fault.OTHER_TRANSACTION)) {
                prepared = earlier;
            }
            earlier = prepared;
            return EndorseResponse.newBuilder().setPreparedTransaction(prepared).build();
        });
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitResponse> out) {
        answer(out, () -> {
            submitted.add(request.getPreparedTransaction().toByteString());
            if (take(Fault.DROPPED)) {
                throw Status.UNAVAILABLE.withDescription("no orderer").asRuntimeException();
            }
            if (take(Fault.ACCEPTED_AND_DROPPED)) {
                return SubmitResponse.getDefaultInstance();
            }
            blocks.computeIfAbsent(request.getTransactionId(), transaction -> peer.commit(endorsed.get(transaction)));
            if (take(Fault.ORDERED_YET_UNAVAILABLE)) {
                throw Status.UNAVAILABLE.withDescription("connection lost").asRuntimeException();
            }
            return take(Fault.ORDERED_AND_SILENT) ? null : SubmitResponse.getDefaultInstance();
        });
    }

    @Override
    public void commitStatus(SignedCommitStatusRequest signed, StreamObserver<CommitStatusResponse> out) {
        answer(out, () -> {
            Long block = blocks.get(CommitStatusRequest.parseFrom(signed.getRequest()).getTransactionId());
            if (take(Fault.STATUS_UNAVAILABLE)) {
                throw Status.UNAVAILABLE.withDescription("connection lost").asRuntimeException();
            }
            if (block == null || take(Fault.STATUS_SILENT)) {
                return null;
            }
            return CommitStatusResponse.newBuilder().setBlockNumber(block)
                    .setResult(block == 0 ? TxValidationCode.MVCC_READ_CONFLICT : TxValidationCode.VALID).build();
        });
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination();
    }

    private StandInPeer.Simulation simulate(Call call) throws Exception {
        StandInPeer.Simulation simulation = peer.simulate(call.header().getChannelId(), call.header().getTxId(),
                call.spec().getChaincodeSpec().getInput(), call.signed(), call.header().getTimestamp());
        if (simulation.response().getStatus() >= 400) {
            throw failure("chaincode response " + simulation.response().getStatus() + ", "
                    + simulation.response().getMessage());
        }
        return simulation;
    }

    /** As the gateway puts it together. */
    private Envelope envelope(Call call, Response response) throws InvalidProtocolBufferException {
        ByteString payload = take(Fault.OTHER_CALL) ? ByteString.EMPTY : call.proposal().getPayload();
        ByteString answer = ProposalResponsePayload.newBuilder()
                .setExtension(ChaincodeAction.newBuilder().setResponse(response).build().toByteString()).build().toByteString();
        ByteString action = ChaincodeActionPayload.newBuilder().setChaincodeProposalPayload(payload)
                .setAction(ChaincodeEndorsedAction.newBuilder().setProposalResponsePayload(answer)).build().toByteString();
        return Envelope.newBuilder().setPayload(Payload.newBuilder().setHeader(Header.parseFrom(call.proposal().getHeader()))
                .setData(Transaction.newBuilder().addActions(TransactionAction.newBuilder().setPayload(action)).build()
                        .toByteString()).build().toByteString()).build();
    }

    private boolean take(Fault fault) {
        if (faults.peek() != fault) {
            return false;
        }
        faults.remove();
        return true;
    }

    private synchronized <T> void answer(StreamObserver<T> out, Answer<T> answer) {
        try {
            T given = answer.give();
            if (given != null) {
                out.onNext(given);
                out.onCompleted();
            }
        } catch (StatusRuntimeException e) {
            out.onError(e);
        } catch (Exception e) {
            out.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
        }
    }

    /** With the peer's words where Fabric has them: in the details. */
    private static StatusRuntimeException failure(String message) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder().setCode(Code.ABORTED_VALUE)
                .setMessage("failed to endorse transaction, see attached details for more info")
                .addDetails(Any.pack(ErrorDetail.newBuilder().setAddress("peer:7051").setMspId("Org1MSP").setMessage(message)
                        .build())).build());
    }
}

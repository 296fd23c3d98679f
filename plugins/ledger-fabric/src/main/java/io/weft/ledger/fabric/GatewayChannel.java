package io.weft.ledger.fabric;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.fabric.receipt.PinnedOrganizations;
import io.weft.fabric.receipt.ReceiptVerifier;
import io.weft.fabric.receipt.collect.ReceiptCollector;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** The channel by way of the own organization's peer, over mutual TLS. It connects with the first call and by itself again. */
final class GatewayChannel implements AnchorChannel {

    /** Peers refuse more often than a minute. */
    private static final long KEEP_ALIVE_SECONDS = 60;
    /** Above any block that an orderer cuts. */
    private static final int MAXIMUM_MESSAGE_BYTES = 128 << 20;
    private static final long PATIENCE_SECONDS = 2;
    /** Records that the contract gives at once, at most. */
    private static final int PAGE = 100;

    private final Connection connection;
    private final ManagedChannel channel;
    private final Gateway gateway;
    private final Contract contract;
    private final Signer signer;
    private final X509Identity identity;
    private final ReceiptCollector receipts;
    private final ReceiptVerifier verifier;
    private final GatewayFaults faults;

    /** @throws IOException naming key and file, if one of the connection's files is not what it should be */
    GatewayChannel(Connection connection, Deadlines deadlines) throws IOException {
        this.connection = connection;
        this.faults = new GatewayFaults(connection.endpoint(), deadlines);
        Credentials credentials = Credentials.read(connection);
        this.identity = credentials.identity();
        this.signer = credentials.signer();
        PinnedOrganizations organizations = organizations(connection);
        this.verifier = new ReceiptVerifier(organizations, connection.channel(), connection.contract());
        this.channel = Grpc.newChannelBuilder(connection.endpoint(), credentials.tls())
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS).maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES).build();
        this.gateway = Gateway.newInstance().identity(identity).signer(signer).hash(Hash.SHA256).connection(channel)
                .evaluateOptions(within(deadlines.evaluate()))
                .endorseOptions(within(deadlines.endorse()))
                .submitOptions(within(deadlines.submit()))
                .commitStatusOptions(within(deadlines.commitStatus()))
                .connect();
        Network network = gateway.getNetwork(connection.channel());
        this.contract = network.getContract(connection.contract());
        this.receipts = new ReceiptCollector(network, connection.contract(), organizations);
    }

    @Override
    public Head head(String origin) throws ChannelException {
        // Every attempt begins here. After a long outage gRPC would wait up to two minutes before it connects again.
        channel.resetConnectBackoff();
        try {
            return Head.parse(evaluate("head", origin));
        } catch (GatewayException e) {
            throw faults.reading(e);
        }
    }

    @Override
    public Optional<AnchorRecord> byId(String id) throws ChannelException {
        return found("byId", id);
    }

    private Optional<AnchorRecord> found(String function, String... arguments) throws ChannelException {
        try {
            return Optional.of(AnchorRecord.parse(evaluate(function, arguments)));
        } catch (GatewayException e) {
            if (Refusal.of(e).filter(refusal -> refusal.code().equals("NOT_FOUND")).isPresent()) {
                return Optional.empty();
            }
            throw faults.reading(e);
        }
    }

    @Override
    public Optional<AnchorRecord> bySize(String origin, long size) throws ChannelException {
        return found("anchored", origin, Long.toString(size));
    }

    @Override
    public List<Long> sizes(String origin, long after) throws ChannelException {
        try {
            return AnchorRecord.sizes(evaluate("page", origin, Long.toString(after), Integer.toString(PAGE)));
        } catch (GatewayException e) {
            throw faults.reading(e);
        }
    }

    @Override
    public EndorsedAnchor endorse(AnchorArguments arguments) throws ChannelException {
        Proposal proposal = contract.newProposal("anchor").addArguments(arguments.call()).build();
        Transaction endorsed;
        try {
            endorsed = proposal.endorse();
        } catch (EndorseException e) {
            throw faults.endorsing(e);
        }
        Envelopes.checkAnswers(proposal.getBytes(), endorsed.getBytes());
        return restore(signed(endorsed).getBytes());
    }

    @Override
    public EndorsedAnchor restore(byte[] bytes) throws ChannelException {
        Transaction transaction = transaction(bytes);
        return new EndorsedAnchor(transaction.getTransactionId(), AnchorRecord.parse(transaction.getResult()), bytes);
    }

    @Override
    public void submit(EndorsedAnchor anchor) throws ChannelException {
        try {
            transaction(anchor.bytes()).submitAsync();
        } catch (SubmitException e) {
            throw faults.submitting(e);
        }
    }

    @Override
    public Outcome outcome(EndorsedAnchor anchor) throws ChannelException {
        ByteString creator = SerializedIdentity.newBuilder().setMspid(identity.getMspId())
                .setIdBytes(ByteString.copyFrom(identity.getCredentials())).build().toByteString();
        ByteString request = CommitStatusRequest.newBuilder().setChannelId(connection.channel())
                .setTransactionId(anchor.transaction()).setIdentity(creator).build().toByteString();
        try {
            Status status = gateway.newCommit(SignedCommitStatusRequest.newBuilder().setRequest(request).build().toByteArray())
                    .getStatus();
            return status.isSuccessful() ? new Outcome.Valid(status.getBlockNumber())
                    : new Outcome.Invalid(status.getCode().name());
        } catch (CommitStatusException e) {
            throw faults.waiting(e);
        }
    }

    @Override
    public byte[] receipt(AnchorRecord record) throws ChannelException {
        try {
            return receipts.collect(record.origin(), record.size());
        } catch (GatewayException e) {
            throw faults.attesting(e);
        } catch (MalformedProofException | InvalidProofException e) {
            throw new UnprovableException("the receipt does not hold for who pins '" + connection.organizations() + "': "
                    + e.getMessage(), e);
        }
    }

    @Override
    public AnchoredCheckpoint verified(byte[] receipt) throws InvalidProofException, MalformedProofException {
        return verifier.verify(receipt);
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
        try {
            channel.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the own organization: what it holds is what this hub relies on. */
    private byte[] evaluate(String function, String... arguments) throws GatewayException {
        return contract.newProposal(function).addArguments(arguments).setEndorsingOrganizations(connection.mspId()).build()
                .evaluate();
    }

    /** Signed once: a second signature would be other bytes of the same transaction. */
    private Transaction signed(Transaction endorsed) throws ChannelException {
        try {
            return gateway.newSignedTransaction(endorsed.getBytes(), signer.sign(endorsed.getDigest()));
        } catch (GeneralSecurityException e) {
            throw new ChannelException("privateKey: '" + connection.privateKey() + "' does not sign: " + e.getMessage(), e);
        }
    }

    private Transaction transaction(byte[] bytes) throws ChannelException {
        try {
            return gateway.newTransaction(bytes);
        } catch (IllegalArgumentException e) {
            throw new ChannelException("no prepared transaction: " + e.getMessage(), e);
        }
    }

    private static PinnedOrganizations organizations(Connection connection) throws IOException {
        try {
            return PinnedOrganizations.read(connection.organizations(), connection.ordererMsp());
        } catch (IllegalArgumentException e) {
            throw new IOException("organizations: '" + connection.organizations() + "': " + e.getMessage(), e);
        }
    }

    private static UnaryOperator<CallOptions> within(Duration deadline) {
        return options -> options.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }
}

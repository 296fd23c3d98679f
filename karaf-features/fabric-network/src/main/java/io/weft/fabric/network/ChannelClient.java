package io.weft.fabric.network;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** Calls the contract as the client of one connection file. Every call ends: a frozen peer would otherwise hold it for minutes. */
public final class ChannelClient implements AutoCloseable {

    private final ManagedChannel channel;
    private final Gateway gateway;
    private final Network network;
    private final Contract contract;
    private final String contractName;

    private ChannelClient(ManagedChannel channel, Gateway gateway, Properties profile) {
        this.channel = channel;
        this.gateway = gateway;
        this.network = gateway.getNetwork(profile.getProperty("channel"));
        this.contractName = profile.getProperty("contract");
        this.contract = network.getContract(contractName);
    }

    public static ChannelClient open(Path profileFile) throws IOException, GeneralSecurityException {
        Properties profile = new Properties();
        try (Reader reader = Files.newBufferedReader(profileFile)) {
            profile.load(reader);
        }
        X509Certificate tls = certificate(profile.getProperty("clientTlsCertificate"));
        ManagedChannel channel = Grpc.newChannelBuilder(profile.getProperty("endpoint"), TlsChannelCredentials.newBuilder()
                .trustManager(file(profile, "tlsRoots"))
                .keyManager(file(profile, "clientTlsCertificate"), file(profile, "clientTlsKey"))
                .build()).build();
        try {
            Gateway gateway = Gateway.newInstance()
                    .identity(new X509Identity(profile.getProperty("mspId"), certificate(profile.getProperty("certificate"))))
                    .signer(Signers.newPrivateKeySigner(Identities.readPrivateKey(
                            Files.readString(Path.of(profile.getProperty("privateKey"))))))
                    .hash(Hash.SHA256)
                    // Events are delivered to the TLS client that asked for them.
                    .tlsClientCertificateHash(MessageDigest.getInstance("SHA-256").digest(tls.getEncoded()))
                    .connection(channel)
                    .evaluateOptions(call -> call.withDeadlineAfter(5, TimeUnit.SECONDS))
                    .endorseOptions(call -> call.withDeadlineAfter(10, TimeUnit.SECONDS))
                    .submitOptions(call -> call.withDeadlineAfter(5, TimeUnit.SECONDS))
                    .commitStatusOptions(call -> call.withDeadlineAfter(10, TimeUnit.SECONDS))
                    .connect();
            return new ChannelClient(channel, gateway, profile);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            channel.shutdownNow();
            throw e;
        }
    }

    /** Asks one peer. */
    public String evaluate(String function, String... arguments) throws GatewayException {
        return text(contract.evaluateTransaction(function, arguments));
    }

    /** Returns once the transaction is committed as valid. */
    public String submit(String function, String... arguments)
            throws EndorseException, SubmitException, CommitStatusException, CommitException {
        return text(contract.submitTransaction(function, arguments));
    }

    /** Lets as many organizations endorse as the channel asks for, and sends nothing to the orderer. */
    public Transaction endorse(String function, String... arguments) throws EndorseException {
        return contract.newProposal(function).addArguments(arguments).build().endorse();
    }

    /** Lets these organizations (MSP IDs) alone endorse, whether or not that is enough. */
    public Transaction endorseBy(List<String> organizations, String function, String... arguments) throws EndorseException {
        return contract.newProposal(function).addArguments(arguments)
                .setEndorsingOrganizations(organizations.toArray(new String[0])).build().endorse();
    }

    /** The channel itself, for who asks more of it than the contract; it ends with this client. */
    public Network network() {
        return network;
    }

    /** The contract's events from a block on; close it to end. It ends with its peer. */
    public CloseableIterator<ChaincodeEvent> events(long fromBlock) {
        return network.newChaincodeEventsRequest(contractName).startBlock(fromBlock).build().getEvents();
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }

    private static java.io.File file(Properties profile, String key) {
        return new java.io.File(profile.getProperty(key));
    }

    private static X509Certificate certificate(String file) throws IOException, GeneralSecurityException {
        return Identities.readX509Certificate(Files.readString(Path.of(file)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

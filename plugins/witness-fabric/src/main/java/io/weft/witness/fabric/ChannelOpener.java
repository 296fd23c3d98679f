package io.weft.witness.fabric;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.weft.witness.AnchorStream;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** Connects as the client of one connection file, which needs no right but to read the channel. */
public final class ChannelOpener implements AnchorStream.Opener {

    @Override
    public AnchorStream open(Path connection, String origin, long fromBlock) throws IOException {
        Properties profile = new Properties();
        try (Reader reader = Files.newBufferedReader(connection)) {
            profile.load(reader);
        }
        try {
            X509Certificate tls = certificate(profile, "clientTlsCertificate");
            ManagedChannel channel = Grpc.newChannelBuilder(value(profile, "endpoint"), TlsChannelCredentials.newBuilder()
                            .trustManager(file(profile, "tlsRoots"))
                            .keyManager(file(profile, "clientTlsCertificate"), file(profile, "clientTlsKey")).build())
                    // A frozen peer ends the stream after this time; a shorter one a peer answers with GOAWAY.
                    .keepAliveTime(60, TimeUnit.SECONDS).keepAliveTimeout(20, TimeUnit.SECONDS).build();
            try {
                Gateway gateway = Gateway.newInstance()
                        .identity(new X509Identity(value(profile, "mspId"), certificate(profile, "certificate")))
                        .signer(Signers.newPrivateKeySigner(Identities.readPrivateKey(
                                Files.readString(file(profile, "privateKey").toPath()))))
                        .hash(Hash.SHA256)
                        // Blocks are delivered to the TLS client that asked for them.
                        .tlsClientCertificateHash(MessageDigest.getInstance("SHA-256").digest(tls.getEncoded()))
                        .connection(channel).connect();
                return new ChannelAnchors(channel, gateway, new AnchorBlocks(value(profile, "contract"), origin),
                        gateway.getNetwork(value(profile, "channel")).newBlockEventsRequest().startBlock(fromBlock).build());
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                channel.shutdownNow();
                throw e;
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("'" + connection + "': " + e.getMessage(), e);
        }
    }

    private static String value(Properties profile, String key) throws IOException {
        String value = profile.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IOException(key + ": is not set");
        }
        return value.strip();
    }

    private static File file(Properties profile, String key) throws IOException {
        return new File(value(profile, key));
    }

    private static X509Certificate certificate(Properties profile, String key) throws IOException, GeneralSecurityException {
        return Identities.readX509Certificate(Files.readString(file(profile, key).toPath()));
    }
}

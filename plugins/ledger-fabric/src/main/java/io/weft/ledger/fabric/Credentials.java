package io.weft.ledger.fabric;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/**
 * What the connection's files hold.
 *
 * @param tls      both ways: the peer's roots, and who this hub is to it
 * @param identity who signs transactions
 */
record Credentials(ChannelCredentials tls, X509Identity identity, Signer signer) {

    private interface Parser<T> {

        T parse(String pem) throws Exception;
    }

    /** @throws IOException naming key and file, if one is not what it should be */
    static Credentials read(Connection connection) throws IOException {
        X509Certificate certificate = parse("certificate", connection.certificate(), Identities::readX509Certificate);
        PrivateKey key = parse("privateKey", connection.privateKey(), Identities::readPrivateKey);
        // Parsed here as well, since gRPC would say of a wrong file neither which it is nor what is wrong.
        parse("tlsRoots", connection.tlsRoots(), Identities::readX509Certificate);
        parse("clientTlsCertificate", connection.clientTlsCertificate(), Identities::readX509Certificate);
        parse("clientTlsKey", connection.clientTlsKey(), Identities::readPrivateKey);
        return new Credentials(TlsChannelCredentials.newBuilder().trustManager(connection.tlsRoots().toFile())
                .keyManager(connection.clientTlsCertificate().toFile(), connection.clientTlsKey().toFile()).build(),
                new X509Identity(connection.mspId(), certificate), Signers.newPrivateKeySigner(key));
    }

    private static <T> T parse(String key, Path file, Parser<T> parser) throws IOException {
        try {
            return parser.parse(Files.readString(file));
        } catch (Exception e) {
            throw new IOException(key + ": '" + file + "' is not what it should be: " + e.getMessage(), e);
        }
    }
}

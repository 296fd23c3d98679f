package io.weft.fabric.network;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

/** Nobody speaks to a node without a certificate, and no key lies where it need not. */
@ExtendWith(RealNetwork.class)
final class MutualTlsTest {

    private final FabricNetwork network;

    MutualTlsTest(FabricNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource(Node.class)
    void aClientWithoutCertificateIsTurnedAway(Node node) throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting(node).getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), network.port(node))) {
            socket.setSoTimeout(10_000);
            javax.net.ssl.SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            SSLException refused = assertThrows(SSLException.class, () -> {
                // With TLS 1.3 the server's word on the missing certificate comes after the client's handshake.
                socket.startHandshake();
                InputStream in = socket.getInputStream();
                while (in.read() >= 0) {
                    continue;
                }
            });
            assertTrue(refused.getMessage().contains("certificate"), refused.getMessage());
        }
    }

    @Test
    void thePackageHoldsNoKeyAndTheKeyIsItsOwnersAlone() throws Exception {
        Path folder = network.organizations().getParent();
        StringBuilder all = new StringBuilder();
        read(Files.newInputStream(folder.resolve("contract.tgz")), all);
        assertTrue(all.toString().contains("\"ccaas\"") && all.toString().contains("external builder"), all.toString());
        assertFalse(all.toString().contains("PRIVATE KEY"), all.toString());
        Path connection = folder.resolve("org1/contract-connection.json");
        assertTrue(Files.readString(connection).contains("PRIVATE KEY"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(connection)));
    }

    private static void read(InputStream gzip, StringBuilder all) throws Exception {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(gzip))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                byte[] bytes = tar.readAllBytes();
                if (entry.getName().endsWith(".gz")) {
                    read(new java.io.ByteArrayInputStream(bytes), all);
                } else {
                    all.append(new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
    }

    private SSLContext trusting(Node node) throws Exception {
        Path crypto = network.organizations().resolveSibling("crypto");
        Path root = node == Node.ORDERER
                ? crypto.resolve("ordererOrganizations/orderer.weft/tlsca/tlsca.orderer.weft-cert.pem")
                : crypto.resolve("peerOrganizations/org" + node.organization() + ".weft/tlsca/tlsca.org"
                        + node.organization() + ".weft-cert.pem");
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null);
        try (InputStream in = Files.newInputStream(root)) {
            roots.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

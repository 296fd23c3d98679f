package io.weft.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;

/** Trusts the client certificates in a folder (DER or PEM), which is read anew for each connection. */
final class TrustedCertificates implements CertificateValidator {

    private final Path folder;

    TrustedCertificates(Path folder) {
        this.folder = folder;
    }

    @Override
    public void validateCertificateChain(List<X509Certificate> chain, String applicationUri, String[] hostNames)
            throws UaException {
        MemoryTrustListManager trusted = new MemoryTrustListManager();
        try {
            trusted.setTrustedCertificates(read());
        } catch (IOException | CertificateException e) {
            throw new UaException(StatusCodes.Bad_SecurityChecksFailed, e);
        }
        new DefaultServerCertificateValidator(trusted, new MemoryCertificateQuarantine())
                .validateCertificateChain(chain, applicationUri, hostNames);
    }

    private List<X509Certificate> read() throws IOException, CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    certificates.add((X509Certificate) factory.generateCertificate(in));
                }
            }
        }
        return certificates;
    }
}

package io.weft.camel.milo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultClientCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.util.validation.ValidationCheck;

/** Servers whose certificate, or whose issuer's, is in a folder; it is read anew for each connection. */
final class TrustedServers implements CertificateValidator {

    private final Optional<Path> folder;

    /** @param folder empty: nobody is trusted */
    TrustedServers(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public void validateCertificateChain(List<X509Certificate> chain, String applicationUri, String[] hostNames)
            throws UaException {
        MemoryTrustListManager trusted = new MemoryTrustListManager();
        try {
            trusted.setTrustedCertificates(certificates());
        } catch (IOException | CertificateException e) {
            throw new UaException(StatusCodes.Bad_CertificateUntrusted, "trustFolder: '" + folder.get() + "' cannot be read: " + e);
        }
        new DefaultClientCertificateValidator(trusted, Set.of(ValidationCheck.APPLICATION_URI, ValidationCheck.VALIDITY),
                new MemoryCertificateQuarantine()).validateCertificateChain(chain, applicationUri, hostNames);
    }

    private List<X509Certificate> certificates() throws IOException, CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        if (folder.isPresent()) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            try (Stream<Path> files = Files.list(folder.get())) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    try (InputStream in = Files.newInputStream(file)) {
                        certificates.add((X509Certificate) factory.generateCertificate(in));
                    }
                }
            }
        }
        return certificates;
    }
}

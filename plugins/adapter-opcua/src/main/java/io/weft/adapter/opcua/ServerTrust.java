package io.weft.adapter.opcua;

import io.weft.event.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
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

/**
 * Trusts a server whose certificate, or whose issuer's, is in the trust folder (DER or PEM); without a folder it trusts
 * nobody. The folder is read anew for each connection. Milo without a validator trusts anybody.
 */
final class ServerTrust implements CertificateValidator {

    private final Optional<Path> trustFolder;
    private final Path rejectedFile;
    private final Set<ValidationCheck> checks;
    private volatile String refusal = "";

    /** @param rejectedFile where the certificate refused last is written, so that it can be examined and then trusted */
    ServerTrust(Optional<Path> trustFolder, boolean hostNameVerified, Path rejectedFile) {
        this.trustFolder = trustFolder;
        this.rejectedFile = rejectedFile;
        EnumSet<ValidationCheck> set = EnumSet.of(ValidationCheck.APPLICATION_URI, ValidationCheck.VALIDITY);
        if (hostNameVerified) {
            set.add(ValidationCheck.HOSTNAME);
        }
        checks = Set.copyOf(set);
    }

    @Override
    public void validateCertificateChain(List<X509Certificate> chain, String applicationUri, String[] hostNames)
            throws UaException {
        try {
            MemoryTrustListManager trusted = new MemoryTrustListManager();
            trusted.setTrustedCertificates(read());
            new DefaultClientCertificateValidator(trusted, checks, new MemoryCertificateQuarantine())
                    .validateCertificateChain(chain, applicationUri, hostNames);
            refusal = "";
        } catch (UaException e) {
            refuse(chain, e.getStatusCode().toString());
            throw e;
        } catch (IOException | CertificateException e) {
            refuse(chain, e.toString());
            throw new UaException(StatusCodes.Bad_CertificateUntrusted, e);
        }
    }

    /** @return why the last server was refused; empty if it was not */
    Optional<String> refusal() {
        return Optional.of(refusal).filter(text -> !text.isEmpty());
    }

    void forget() {
        refusal = "";
    }

    private void refuse(List<X509Certificate> chain, String reason) {
        if (chain.isEmpty()) {
            refusal = "has no certificate of the server, which sent none";
            return;
        }
        try {
            byte[] der = chain.get(0).getEncoded();
            refusal = "does not hold the server's certificate or its issuer's (SHA-256 "
                    + Digests.hex(Digests.sha256(der)) + ", written to " + rejectedFile + "): " + reason;
            Files.createDirectories(rejectedFile.getParent());
            Files.write(rejectedFile, der);
        } catch (CertificateEncodingException | IOException e) {
            refusal = "does not hold the server's certificate, which could not be written to " + rejectedFile + ": " + e;
        }
    }

    private List<X509Certificate> read() throws IOException, CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        if (trustFolder.isPresent()) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            try (Stream<Path> files = Files.list(trustFolder.get())) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    try (InputStream in = Files.newInputStream(file)) {
                        certificates.add((X509Certificate) factory.generateCertificate(in));
                    } catch (CertificateException e) {
                        throw new CertificateException(file + " is no X.509 certificate in DER or PEM", e);
                    }
                }
            }
        }
        return certificates;
    }
}

package io.weft.fabric.contract;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.hyperledger.fabric.contract.ClientIdentity;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * Who signed the proposal. The peer has already checked the certificate against the organization's roots.
 *
 * @param admin whether the certificate bears the organizational unit {@code admin}, Fabric's role
 */
record Caller(String organization, boolean admin) {

    static Caller of(ChaincodeStub stub) {
        try {
            ClientIdentity identity = new ClientIdentity(stub);
            return new Caller(identity.getMSPID(), isAdmin(identity.getX509Certificate()));
        } catch (CertificateException | IOException | InvalidNameException e) {
            throw new Refusal(Code.DENIED, "the caller's certificate cannot be read: " + e.getMessage());
        }
    }

    void mustBeAdmin() {
        Refusal.unless(admin, Code.DENIED, "the caller of " + organization + " is not an admin (OU=admin)");
    }

    // By parts of the name: a common name may hold the text OU=admin.
    private static boolean isAdmin(X509Certificate certificate) throws InvalidNameException {
        return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                .anyMatch(part -> part.getType().equalsIgnoreCase("OU") && "admin".equals(part.getValue()));
    }
}

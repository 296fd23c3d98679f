package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import io.weft.ledger.proof.MalformedProofException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Who signed: a member of an organization by its certificate, which nobody has checked yet. */
record Identity(String mspId, X509Certificate certificate) {

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----(?:\r?\n)?");

    static Identity parse(String what, ByteString bytes) throws MalformedProofException {
        SerializedIdentity identity = Canonical.parse(what + ": identity", bytes, SerializedIdentity.parser());
        return new Identity(identity.getMspid(), certificate(what, identity.getIdBytes()));
    }

    private static X509Certificate certificate(String what, ByteString pem) throws MalformedProofException {
        Matcher block = PEM.matcher(pem.toString(StandardCharsets.ISO_8859_1));
        if (!block.matches()) {
            throw new MalformedProofException("receipt: " + what
                    + ": certificate is not one block of PEM and nothing beside it");
        }
        try {
            byte[] der = Base64.getDecoder().decode(block.group(1).replaceAll("[\r\n]", ""));
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(certificate.getEncoded(), der)) {
                throw new MalformedProofException("receipt: " + what + ": certificate goes on after its end");
            }
            return certificate;
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new MalformedProofException("receipt: " + what + ": certificate cannot be read: " + e.getMessage(), e);
        }
    }

    /** Units of the subject that are roles; others are not looked at. */
    Set<Role> roles() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        try {
            for (Rdn name : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                Attribute units = name.toAttributes().get("OU");
                for (int i = 0; units != null && i < units.size(); i++) {
                    for (Role role : Role.values()) {
                        if (role.unit().equals(units.get(i))) {
                            roles.add(role);
                        }
                    }
                }
            }
        } catch (InvalidNameException e) {
            throw new IllegalStateException("a principal's name is RFC 2253", e);
        } catch (NamingException e) {
            throw new IllegalStateException("values of a name are at hand", e);
        }
        return roles;
    }
}

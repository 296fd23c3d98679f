package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what members of the pinned organizations signed. */
final class Members {

    private static final int FIELD_BITS = 256;

    private final PinnedOrganizations organizations;
    /** The same peer signs twice in one receipt. */
    private final Set<Checked> checked = new HashSet<>();

    private record Checked(Identity identity, Instant at) {
    }

    Members(PinnedOrganizations organizations) {
        this.organizations = organizations;
    }

    /**
     * @param what   names the signature for messages
     * @param role   the one that the signer must have
     * @param at     when its certificate must have been valid
     * @param signed what was signed, joined
     */
    void check(String what, Identity identity, Role role, Instant at, ByteString signature, ByteString... signed)
            throws MalformedProofException, InvalidProofException {
        if (!identity.roles().equals(Set.of(role))) {
            throw new InvalidProofException("receipt: " + what + ": the certificate of " + identity.mspId() + " has the roles "
                    + units(identity.roles()) + ", not " + units(Set.of(role)));
        }
        Checked certificate = new Checked(identity, at);
        if (!checked.contains(certificate)) {
            checkCertificate(what, identity, at);
            checked.add(certificate);
        }
        byte[] bytes = signature.toByteArray();
        EcdsaSignature.check(what, bytes);
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(identity.certificate().getPublicKey());
            for (ByteString part : signed) {
                verifier.update(part.asReadOnlyByteBuffer());
            }
            if (verifier.verify(bytes)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new InvalidProofException("receipt: " + what + ": signature does not verify: " + e.getMessage());
        }
        throw new InvalidProofException("receipt: " + what + ": signature does not verify");
    }

    private void checkCertificate(String what, Identity identity, Instant at) throws InvalidProofException {
        Set<TrustAnchor> anchors = new HashSet<>();
        organizations.issuers(identity.mspId()).forEach(issuer -> anchors.add(new TrustAnchor(issuer, null)));
        if (anchors.isEmpty()) {
            throw new InvalidProofException("receipt: " + what + ": organization '" + identity.mspId() + "' is not pinned");
        }
        if (identity.certificate().getBasicConstraints() >= 0) {
            throw new InvalidProofException("receipt: " + what + ": the certificate is an authority's, not a member's");
        }
        if (!(identity.certificate().getPublicKey() instanceof ECPublicKey key)
                || key.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
            throw new InvalidProofException("receipt: " + what + ": the key is not ECDSA on P-256");
        }
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertPathValidator.getInstance("PKIX").validate(CertificateFactory.getInstance("X.509")
                    .generateCertPath(List.of(identity.certificate())), parameters);
        } catch (GeneralSecurityException e) {
            throw new InvalidProofException("receipt: " + what + ": the certificate does not follow from what is pinned for "
                    + identity.mspId() + " at " + at + ": " + e.getMessage());
        }
    }

    private static String units(Set<Role> roles) {
        return roles.stream().map(Role::unit).toList().toString();
    }
}

package io.weft.fabric.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom the verifying party believes, from where it trusts it and never from a receipt: the orderers' organization, and two
 * or more that each must stand for an anchor.
 */
public final class PinnedOrganizations {

    /** The orderers' organization unless told otherwise. */
    public static final String ORDERER_MSP = "OrdererMSP";

    private static final String SUFFIX = ".pem";

    private final String ordererMsp;
    private final Map<String, Set<X509Certificate>> issuers;

    /**
     * @param ordererMsp MSP ID of the orderers' organization
     * @param issuers    by MSP ID, the certificates that issue the identities of its members
     * @throws IllegalArgumentException if the orderers' organization or a second other one is missing, if an organization has
     *                                  no certificate, or if two organizations share one
     */
    public PinnedOrganizations(String ordererMsp, Map<String, Set<X509Certificate>> issuers) {
        this.ordererMsp = ordererMsp;
        this.issuers = issuers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        if (!issuers.containsKey(ordererMsp)) {
            throw new IllegalArgumentException("organizations: '" + ordererMsp + "' of the orderers is not among "
                    + new TreeSet<>(issuers.keySet()));
        }
        if (issuers.size() < 3) {
            throw new IllegalArgumentException("organizations: beside '" + ordererMsp
                    + "' at least two are needed, or one alone could say anything; there are " + endorsers());
        }
        Map<X509Certificate, String> owners = new HashMap<>();
        issuers.forEach((mspId, certificates) -> {
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("organizations: '" + mspId + "' has no certificate");
            }
            for (X509Certificate certificate : certificates) {
                String other = owners.putIfAbsent(certificate, mspId);
                if (other != null) {
                    throw new IllegalArgumentException("organizations: '" + other + "' and '" + mspId
                            + "' have one certificate, so that they are one");
                }
            }
        });
    }

    /**
     * Reads a folder of {@code <MSP ID>.pem}, each with one certificate or more; other files are not looked at.
     *
     * @throws IOException if the folder or a file cannot be read, or does not hold certificates
     */
    public static PinnedOrganizations read(Path folder, String ordererMsp) throws IOException {
        SortedMap<String, Set<X509Certificate>> issuers = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).sorted().toList()) {
                String name = file.getFileName().toString();
                issuers.put(name.substring(0, name.length() - SUFFIX.length()), certificates(file));
            }
        }
        return new PinnedOrganizations(ordererMsp, issuers);
    }

    private static Set<X509Certificate> certificates(Path file) throws IOException {
        Set<X509Certificate> certificates = new HashSet<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                certificates.add((X509Certificate) certificate);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": does not hold certificates: " + e.getMessage(), e);
        }
        return certificates;
    }

    public String ordererMsp() {
        return ordererMsp;
    }

    /** MSP IDs of the organizations that must stand for an anchor, in ascending order: all but the orderers'. */
    public List<String> endorsers() {
        return issuers.keySet().stream().filter(mspId -> !mspId.equals(ordererMsp)).sorted().toList();
    }

    /** Empty if it is not pinned. */
    Set<X509Certificate> issuers(String mspId) {
        return issuers.getOrDefault(mspId, Set.of());
    }
}

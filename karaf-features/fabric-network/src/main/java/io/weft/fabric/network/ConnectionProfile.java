package io.weft.fabric.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a client needs, as files: connection.properties for anchoring and admin.properties for approvals, per organization. */
record ConnectionProfile(Layout layout, NetworkSettings settings) {

    void write() throws IOException {
        writePins();
        for (int organization : List.of(1, 2)) {
            write(organization, "User1", "connection.properties");
            write(organization, "Admin", "admin.properties");
        }
    }

    /** The roots that a receipt's certificates must lead to. */
    private void writePins() throws IOException {
        Files.createDirectories(layout.organizations());
        pin("OrdererMSP", layout.ordererOrganization());
        pin("Org1MSP", layout.organizationCrypto(1));
        pin("Org2MSP", layout.organizationCrypto(2));
    }

    private void pin(String msp, Path organization) throws IOException {
        Files.copy(onlyFile(organization.resolve("msp/cacerts")), layout.organizations().resolve(msp + ".pem"));
    }

    private void write(int organization, String user, String file) throws IOException {
        Path identity = layout.user(organization, user);
        Path target = layout.organization(organization).resolve(file);
        Files.createDirectories(target.getParent());
        Files.write(target, List.of(
                "endpoint=127.0.0.1:" + settings.port(Node.peer(organization)),
                "tlsRoots=" + layout.tlsRoot(organization),
                "clientTlsCertificate=" + identity.resolve("tls/client.crt"),
                "clientTlsKey=" + identity.resolve("tls/client.key"),
                "mspId=Org" + organization + "MSP",
                "certificate=" + onlyFile(identity.resolve("msp/signcerts")),
                "privateKey=" + onlyFile(identity.resolve("msp/keystore")),
                "channel=" + settings.channel(),
                "contract=" + settings.contract(),
                "organizations=" + layout.organizations(),
                "ordererMsp=OrdererMSP"));
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            if (all.size() != 1) {
                throw new IOException(folder + ": holds " + all.size() + " files, not one");
            }
            return all.get(0);
        }
    }
}

package io.weft.fabric.receipt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Samples as files. */
final class SampleFiles {

    private SampleFiles() {
    }

    /** Writes the roots of a channel's organizations as {@code weft fabric up} does. @return the folder */
    static Path pins(SampleChannel channel, Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        pin(folder.resolve("OrdererMSP.pem"), channel.ordererAuthority.root());
        pin(folder.resolve("Org1MSP.pem"), channel.authority1.root());
        pin(folder.resolve("Org2MSP.pem"), channel.authority2.root());
        return folder;
    }

    private static void pin(Path file, X509Certificate root) throws IOException, GeneralSecurityException {
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.getEncoded()) + "\n-----END CERTIFICATE-----\n");
    }
}

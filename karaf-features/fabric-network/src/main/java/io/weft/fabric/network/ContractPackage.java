package io.weft.fabric.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** What both organizations install: that the contract is a service. Where it is and how to reach it is each one's own matter. */
final class ContractPackage {

    private static final String LABEL = "weft-evidence-1";
    private static final String CONNECTION = "{\"address\":\"named by each organization's own external builder\"}\n";

    private ContractPackage() {
    }

    /** The same bytes each time. */
    static void write(Path file) throws IOException {
        byte[] code = tarGz(Map.of("connection.json", CONNECTION.getBytes(StandardCharsets.UTF_8)));
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("metadata.json",
                ("{\"type\":\"ccaas\",\"label\":\"" + LABEL + "\"}\n").getBytes(StandardCharsets.UTF_8));
        parts.put("code.tar.gz", code);
        Files.write(file, tarGz(parts));
    }

    /** As Fabric computes it: label and SHA-256 of the package. */
    static String id(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return LABEL + ":" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] tarGz(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GzipCompressorOutputStream(bytes, new GzipParameters());
                TarArchiveOutputStream tar = new TarArchiveOutputStream(zip)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}

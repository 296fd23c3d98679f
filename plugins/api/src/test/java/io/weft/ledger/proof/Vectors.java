package io.weft.ledger.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads the published test vectors: a line each, fields apart by one blank, {@code #} begins a comment. */
final class Vectors {

    private Vectors() {
    }

    static List<String[]> lines(String name) throws IOException {
        return new String(file(name), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(" ")).toList();
    }

    static byte[] file(String name) throws IOException {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
            return in.readAllBytes();
        }
    }

    static byte[] bytes(String hex) {
        return hex.equals("-") ? new byte[0] : HexFormat.of().parseHex(hex);
    }

    static List<byte[]> hashes(String[] line, int from) {
        List<byte[]> hashes = new ArrayList<>();
        for (int i = from; i < line.length; i++) {
            hashes.add(bytes(line[i]));
        }
        return hashes;
    }
}

package io.weft.ledger.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The published bundle: 3 events, one of two messages behind two of them, and 3 of the 5 readings of a batch. */
final class SampleBundle {

    private SampleBundle() {
    }

    static byte[] bytes() throws IOException {
        StringBuilder hex = new StringBuilder();
        for (String[] line : Vectors.lines("bundle.txt")) {
            hex.append(line[0]);
        }
        return Vectors.bytes(hex.toString());
    }

    static ProofBundle read() throws IOException, MalformedProofException {
        return ProofBundle.read(bytes());
    }

    static byte[] bytes(ProofBundle bundle) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bundle.write(out);
        return out.toByteArray();
    }

    static VerifierKey key() throws IOException, MalformedProofException {
        return VerifierKey.parse(line("verifierKey"));
    }

    static byte[] note() throws IOException {
        return Vectors.bytes(line("note"));
    }

    private static String line(String name) throws IOException {
        return Vectors.lines("checkpoint.txt").stream().filter(line -> line[0].equals(name)).findFirst().orElseThrow()[1];
    }
}

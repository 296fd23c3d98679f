package io.weft.witness;

import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A log's verifier key, as text or in a file. */
final class LogKey implements ITypeConverter<VerifierKey> {

    @Override
    public VerifierKey convert(String fileOrText) throws IOException {
        try {
            return VerifierKey.parse(isFile(fileOrText) ? Files.readString(Path.of(fileOrText)).strip() : fileOrText);
        } catch (MalformedProofException e) {
            throw new TypeConversionException("is no file, and " + e.getMessage());
        }
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}

package io.weft.witness;

import io.weft.ledger.file.KeyFile;
import io.weft.ledger.proof.Cosigner;
import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.MalformedProofException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * A witness's folder: {@code witness.key} and {@code witness.key.pub}, whose verifier key tells its name, and per log {@code
 * logs/<origin, URL-encoded>} with state, cosigned notes and alarms.
 */
final class WitnessFolder {

    private final Path folder;

    WitnessFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Makes the key. @throws IOException if there is one already, or it cannot be written */
    CosignerKey create(String name) throws IOException {
        KeyFile file = keyFile();
        if (file.exists()) {
            throw new IOException("'" + folder + "' holds a witness already: " + cosigner().verifierKey());
        }
        file.create();
        CosignerKey key = new Cosigner(name, file.read()).verifierKey();
        file.publish(key.toString());
        return key;
    }

    /** @throws IOException if there is no key, others can read it, or it is not that of the name beside it */
    Cosigner cosigner() throws IOException {
        KeyFile file = keyFile();
        if (!file.exists()) {
            throw new IOException("'" + folder + "' holds no witness: weft witness init --name NAME --state " + folder);
        }
        Path published = folder.resolve("witness.key.pub");
        try {
            CosignerKey key = CosignerKey.parse(Files.readString(published).strip());
            Cosigner cosigner = new Cosigner(key.name(), file.read());
            if (!cosigner.verifierKey().equals(key)) {
                throw new IOException("'" + published + "' is not the verifier key of witness.key");
            }
            return cosigner;
        } catch (MalformedProofException | IllegalArgumentException e) {
            throw new IOException("'" + published + "': " + e.getMessage(), e);
        }
    }

    Path log(String origin) {
        return folder.resolve("logs").resolve(URLEncoder.encode(origin, StandardCharsets.UTF_8));
    }

    Alarms alarms(String origin, Clock clock, PrintStream err) throws IOException {
        return new Alarms(log(origin).resolve("alarms"), clock, err);
    }

    /** Origins of the logs that it ever witnessed. */
    List<String> logs() throws IOException {
        Path logs = folder.resolve("logs");
        if (!Files.isDirectory(logs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(logs)) {
            return folders.map(path -> URLDecoder.decode(path.getFileName().toString(), StandardCharsets.UTF_8)).sorted().toList();
        }
    }

    private KeyFile keyFile() {
        return new KeyFile("witness.key", folder.resolve("witness.key"));
    }
}

package io.weft.fabric.network;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fabric's own programs: from the folder in {@code WEFT_FABRIC_BIN} if it is set, else from the path. */
public final class FabricPrograms {

    private static final List<String> NAMES = List.of("orderer", "peer", "configtxgen", "cryptogen", "osnadmin");

    private final Map<String, Path> found;

    private FabricPrograms(Map<String, Path> found) {
        this.found = found;
    }

    /** @throws FabricException naming those that are missing and where to get them, in one line */
    public static FabricPrograms find(Map<String, String> environment) throws FabricException {
        Map<String, Path> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        String folder = environment.getOrDefault("WEFT_FABRIC_BIN", "");
        String searched = folder.isBlank() ? environment.getOrDefault("PATH", "") : folder;
        for (String name : NAMES) {
            find(name, searched).ifPresentOrElse(path -> found.put(name, path), () -> missing.add(name));
        }
        if (!missing.isEmpty()) {
            throw new FabricException("Fabric's programs " + String.join(", ", missing) + " are missing "
                    + (folder.isBlank() ? "on the path (or set WEFT_FABRIC_BIN to their folder)" : "in WEFT_FABRIC_BIN=" + folder)
                    + "; https://hyperledger-fabric.readthedocs.io/en/release-2.5/install.html tells how to get them");
        }
        return new FabricPrograms(found);
    }

    String program(String name) {
        return found.get(name).toString();
    }

    private static Optional<Path> find(String name, String folders) {
        for (String folder : folders.split(File.pathSeparator)) {
            if (folder.isBlank()) {
                continue;
            }
            Path candidate = Path.of(folder, name).toAbsolutePath();
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}

package io.weft.fabric.network;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The contract's program: a class path of its own, since its libraries are not those of whoever starts the network.
 *
 * @param target the module's build folder, with {@code classes} and {@code lib}
 */
public record ContractProgram(Path target) {

    private static final Path MODULE = Path.of("plugins", "ledger-fabric-contract", "target");

    /**
     * From the source tree: the system property {@code weft.root}, else the first folder upwards from here that has it.
     *
     * @throws FabricException if it is not built
     */
    public static ContractProgram inSourceTree() throws FabricException {
        String root = System.getProperty("weft.root");
        Path folder = Path.of(root == null ? "" : root).toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(MODULE).resolve("lib"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new FabricException("the contract is not built: no folder " + MODULE.resolve("lib")
                    + "; mvn -pl plugins/ledger-fabric-contract -am -DskipTests package builds it");
        }
        return new ContractProgram(folder.resolve(MODULE));
    }

    String classPath() {
        return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
    }
}

package io.weft.fabric.network;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the network is kept. */
final class FolderOption {

    @Option(names = "--folder", paramLabel = "DIR", description = "folder of the network (default: data/fabric of Weft)")
    Path folder;

    Path folder() {
        return folder != null ? folder : Path.of(System.getProperty("weft.root", ""), "data", "fabric");
    }
}

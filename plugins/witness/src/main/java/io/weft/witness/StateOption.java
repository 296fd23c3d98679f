package io.weft.witness;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a witness keeps its key and what it cosigned. */
final class StateOption {

    @Option(names = "--state", paramLabel = "DIR", required = true,
            description = "The witness's folder: its key, what it cosigned, its alarms.")
    Path folder;

    WitnessFolder witness() {
        return new WitnessFolder(folder);
    }
}

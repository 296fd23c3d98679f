package io.weft.witness;

import io.weft.event.Digests;
import io.weft.tck.JavaProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** {@code weft witness} as a process: nothing but a JDK, this module, the API and picocli. */
final class WitnessProcess {

    private WitnessProcess() {
    }

    static JavaProcess start(Object... arguments) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        return JavaProcess.start(List.of(Witness.class, Digests.class, CommandLine.class), texts);
    }

    /** Runs to the end. @return exit status */
    static int run(Object... arguments) throws Exception {
        try (JavaProcess process = start(arguments)) {
            return process.exit();
        }
    }
}

package io.weft.bench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of a process's memory (proc(5), status). */
public final class ProcessMemory {

    private ProcessMemory() {
    }

    /** Resident set size, 10^6 bytes. */
    public static double residentMegabytes(ProcessHandle process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
            }
        }
        throw new IOException("process " + process.pid() + " has no VmRSS");
    }
}

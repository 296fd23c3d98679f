package io.weft.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server processes of a data folder that outlived their postmaster. One that computes notices the postmaster's death only
 * when it is done, and until then holds the shared memory for want of which no new server starts.
 */
final class Orphans {

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final long PATIENCE_SECONDS = 10;
    private static final long POLL_MILLIS = 10;

    private Orphans() {
    }

    /**
     * Ends them by SIGKILL; they are gone when this returns. What they had not committed is undone by the next server's
     * recovery. Call it only while no postmaster serves the folder.
     *
     * @param data folder of the cluster, its real path; every server process has it as its working folder
     * @throws IOException if they are still there after {@value #PATIENCE_SECONDS} seconds
     */
    static void end(Path data) throws IOException, InterruptedException {
        List<ProcessHandle> orphans = ProcessHandle.allProcesses().filter(process -> worksIn(process, data)).toList();
        if (!orphans.isEmpty()) {
            LOG.warn("ending {} processes of {} that outlived their postmaster", orphans.size(), data);
            orphans.forEach(ProcessHandle::destroyForcibly);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            // Not onExit: whoever inherited them may be slow to reap them, and a process without memory holds none.
            while (orphans.stream().anyMatch(process -> worksIn(process, data))) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(data + ": processes " + orphans.stream().map(ProcessHandle::pid).toList()
                            + " outlived their postmaster and do not end");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        Path files = Path.of("/proc", Long.toString(process.pid()));
        try {
            return Files.readSymbolicLink(files.resolve("cwd")).equals(data)
                    && Files.readSymbolicLink(files.resolve("exe")).endsWith("bin/postgres");
        } catch (IOException endedOrAnotherUsers) {
            return false;
        }
    }
}

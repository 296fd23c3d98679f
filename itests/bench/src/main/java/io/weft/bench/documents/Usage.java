package io.weft.bench.documents;

import io.weft.bench.hub.BenchHub;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A round, and what it cost: processor time per document, which another program's load on the machine does not change as
 * it changes documents per second.
 *
 * @param hubMicros      of the hub's JVM, with all that it does beside
 * @param databaseMicros of the database server's processes
 * @param clientMicros   of this program: it sends the documents, or inserts the rows
 */
record Usage(Round round, double hubMicros, double databaseMicros, double clientMicros) {

    @FunctionalInterface
    interface Work {

        Round run() throws InterruptedException, IOException, SQLException;
    }

    static Usage of(BenchHub hub, Work work) throws InterruptedException, IOException, SQLException {
        Duration hubBefore = used(hub.process());
        Duration databaseBefore = hub.store().processorTime();
        Duration clientBefore = used(ProcessHandle.current());
        Round round = work.run();
        return new Usage(round, micros(used(hub.process()).minus(hubBefore), round),
                micros(hub.store().processorTime().minus(databaseBefore), round),
                micros(used(ProcessHandle.current()).minus(clientBefore), round));
    }

    double totalMicros() {
        return hubMicros + databaseMicros + clientMicros;
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double micros(Duration used, Round round) {
        return used.toNanos() / 1e3 / Math.max(1, round.latencyNanos().length);
    }
}

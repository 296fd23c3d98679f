package io.weft.bench.durable;

import io.weft.bench.hub.BenchHub;
import io.weft.fabric.network.ContractProgram;
import io.weft.fabric.network.FabricException;
import io.weft.fabric.network.FabricNetwork;
import io.weft.fabric.network.FabricPrograms;
import io.weft.fabric.network.NetworkFolder;
import io.weft.launcher.HubClient;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Takes a hub's log and its Fabric sink away and brings them back, as an administrator does: by their files in {@code etc/}. */
final class Evidencing implements AutoCloseable {

    /** What becomes of a record once it is stored. */
    enum Extent {
        /** It waits: its evidence is stored with it, but no log takes it. */
        NO_LOG,
        /** It gets its place in the log, and signed checkpoints cover it. */
        LOG,
        /** The checkpoints are anchored on a Fabric channel as well. */
        FABRIC
    }

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SINK_PID = "io.weft.ledger.sink.fabric-bench";
    private static final String SINK = "fabric~bench";
    private static final int OWNER = 1;

    private final BenchHub hub;
    private final HubClient client;
    private final Path logFile;
    private final Path logFileAway;
    private final Path sinkFile;
    private final String logSettings;
    private FabricNetwork network;

    /**
     * Lets the log sign each second, as custody makes it: of readings alone it would every 10 s, and hardly an anchor would be seen.
     *
     * @param hub that runs
     */
    Evidencing(BenchHub hub) throws IOException {
        this.hub = hub;
        this.client = hub.administrator();
        Path etc = hub.installation().etc();
        this.logFile = etc.resolve("io.weft.ledger.log.cfg");
        this.logFileAway = etc.resolveSibling("." + logFile.getFileName());
        this.sinkFile = etc.resolve(SINK_PID + ".cfg");
        this.logSettings = Files.readString(logFile);
        write(logSettings.replaceFirst("(?m)^telemetry.seconds = .*$", "telemetry.seconds = 1"));
    }

    private void write(String settings) throws IOException {
        Files.writeString(logFileAway, settings);
        Files.move(logFileAway, logFile, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Starts a new network and lets this hub's log in.
     *
     * @throws FabricException if Fabric's programs are missing, naming them
     */
    void startNetwork(Path folder, Consumer<String> progress)
            throws FabricException, IOException, InterruptedException, MalformedProofException {
        if (NetworkFolder.of(folder).holdsNetwork()) {
            // Its channel knows the log of another hub by this name, and would rightly take this one for a fork of it.
            NetworkFolder.of(folder).delete();
        }
        network = FabricNetwork.start(folder, FabricPrograms.find(System.getenv()), ContractProgram.inSourceTree(), progress);
        String key = client.get("log/key").text().strip();
        network.approveKey(OWNER, VerifierKey.parse(key).name(), key);
    }

    /** Returns when the hub does so much and nothing waits from before. */
    void become(Extent extent) throws IOException, InterruptedException, SQLException, TimeoutException {
        if (extent != Extent.FABRIC) {
            Files.deleteIfExists(sinkFile);
        }
        if (extent == Extent.NO_LOG) {
            becomeLog(true);
            Files.move(logFile, logFileAway, StandardCopyOption.ATOMIC_MOVE);
            await("the log is gone", () -> client.get("log/key").status() != 200);
            return;
        }
        becomeLog(extent == Extent.LOG);
        if (extent == Extent.FABRIC) {
            hub.etc().write(SINK_PID, Map.of("connection", network.connection(OWNER)));
            await("the newest checkpoint is anchored", () -> hub.store().number("select coalesce(max(size), 0) from"
                    + " checkpoint") == hub.store().number("select coalesce(max(size), 0) from checkpoint_receipt where sink = '"
                    + SINK + "'"));
        }
    }

    private void becomeLog(boolean alone) throws IOException, InterruptedException, SQLException, TimeoutException {
        if (Files.exists(logFileAway)) {
            Files.move(logFileAway, logFile, StandardCopyOption.ATOMIC_MOVE);
        }
        await("the log has taken all", () -> client.get("log/key").status() == 200
                && hub.store().number("select count(*) from outbox") == 0);
        if (alone) {
            await("the sink is gone", () -> sinks().stream().noneMatch(SINK::equals));
        }
    }

    /** Anchors of this sink so far. */
    long anchors() throws IOException, SQLException {
        return hub.store().number("select count(*) from checkpoint_receipt where sink = '" + SINK + "'");
    }

    private List<?> sinks() throws IOException, InterruptedException {
        return client.get("health").json().get("log") instanceof Map<?, ?> log && log.get("sinks") instanceof List<?> sinks
                ? sinks.stream().map(sink -> ((Map<?, ?>) sink).get("name")).toList() : List.of();
    }

    @FunctionalInterface
    private interface Condition {

        boolean holds() throws IOException, InterruptedException, SQLException;
    }

    private static void await(String what, Condition condition)
            throws IOException, InterruptedException, SQLException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("waited " + PATIENCE.toSeconds() + " s until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** The hub has its log as before, and no network runs. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(sinkFile);
        write(logSettings);
        if (network != null) {
            try {
                network.stop();
            } catch (FabricException e) {
                throw new IOException("the Fabric network does not stop: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

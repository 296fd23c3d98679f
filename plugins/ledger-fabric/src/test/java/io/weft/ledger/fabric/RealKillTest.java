package io.weft.ledger.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.fabric.network.FabricNetwork;
import io.weft.fabric.network.RealNetwork;
import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.ledger.Checkpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub that is killed between keeping an anchor and knowing what became of it. */
@ExtendWith(RealNetwork.class)
final class RealKillTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE", "AFTER"})
    void theNextHubSendsTheVerySameTransaction(String moment, FabricNetwork network) throws Exception {
        OnRealNetwork channel = new OnRealNetwork(network);
        TestLog log = new TestLog(folder);
        channel.approve(log);
        Process hub = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), HaltingHub.class.getName(), network.connection(1).toString(),
                folder.toString(), log.origin(), "3", moment).inheritIO().start();
        assertEquals(HaltingHub.STATUS, hub.waitFor());
        byte[] kept = new AnchorFile(folder.resolve("a"), log.origin()).read().orElseThrow();

        TestLog restarted = new TestLog(folder, log.origin());
        Checkpoint first = restarted.grow(3);
        Checkpoint second = restarted.grow(2);
        FabricSink sink = channel.sink("a", folder);
        assertEquals(Optional.of(first), sink.next(List.of(first, second)));
        AnchoredCheckpoint anchored = channel.verified(sink.publish(first, restarted.log()));
        try (GatewayChannel reader = new GatewayChannel(Connection.read(network.connection(1)), Deadlines.STANDARD)) {
            assertEquals(reader.restore(kept).transaction(), anchored.transaction());
        }
        sink.publish(second, restarted.log());
        assertEquals(List.of(3L, 5L), channel.anchored(restarted));
        sink.close();
    }
}

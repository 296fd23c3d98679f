package io.weft.fabric.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.SignedNote;
import io.weft.tck.JavaProcess;
import io.weft.tck.SampleLog;
import io.weft.witness.Witness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The second organization's witness, a process, follows the first one's log on the channel by its own peer. */
@ExtendWith(RealNetwork.class)
final class ChannelWitnessTest {

    @TempDir
    Path folder;

    private final SampleLog log = new SampleLog("weft.test/witnessed-" + UUID.randomUUID()).append(40, "leaf");

    @Test
    @Timeout(180)
    void eachAnchorIsCosignedOnceThroughKillsOfPeerAndWitness(FabricNetwork network) throws Exception {
        network.approveKey(1, log.origin(), log.verifierKey());
        CosignerKey key;
        try (JavaProcess init = witness("init", "--name", "partner.example/w1", "--state", folder.toString())) {
            assertEquals(0, init.exit());
            key = CosignerKey.parse(init.out().get(0));
        }
        String[] run = {"run", "--state", folder.toString(), "--log", log.verifierKey(), "--channel",
            network.connection(2).toString(), "--poll", "100ms"};
        try (ChannelClient client = ChannelClient.open(network.connection(1))) {
            anchor(network, client, 0, 4);
            anchor(network, client, 4, 8);
            try (JavaProcess witness = witness(run)) {
                witness.await(cosigned(8));
                // Said again, it is a valid transaction that anchors nothing.
                client.submit("anchor", AnchorArguments.of(log, 4, 8).call());
                anchor(network, client, 8, 12);
                witness.await(cosigned(12));

                network.kill(Node.PEER2);
                witness.await("ALARM UNREACHABLE " + log.origin());
                network.restart(Node.PEER2);
                network.awaitReady();
                anchor(network, client, 12, 16);
                witness.await(cosigned(16));
                assertEquals(4, witness.out().size(), () -> witness.out().toString());
                assertTrue(witness.err().stream().allMatch(line -> line.contains("UNREACHABLE")), () -> witness.err().toString());
            }
            // That was a kill -9.
            anchor(network, client, 16, 20);
            try (JavaProcess witness = witness(run)) {
                witness.await(cosigned(20));
                assertEquals(List.of(cosigned(20)), witness.out().stream().map(line -> line.replaceAll(" root .*", " ")).toList());
            }
        }
        for (long size = 4; size <= 20; size += 4) {
            SignedNote.parse(Files.readAllBytes(folder.resolve("logs").resolve(log.origin().replace("/", "%2F"))
                    .resolve("cosigned/%020d.checkpoint".formatted(size)))).verify(key);
        }
        try (JavaProcess once = witness("run", "--state", folder.toString(), "--log", log.verifierKey(), "--channel",
                network.connection(2).toString(), "--once")) {
            assertEquals(0, once.exit(), () -> once.err().toString());
        }
    }

    private void anchor(FabricNetwork network, ChannelClient client, long from, long to) throws Exception {
        AnchorArguments.of(log, from, to).submit(network, client);
    }

    private String cosigned(long size) {
        return "cosigned " + log.origin() + " size " + size + " ";
    }

    private static JavaProcess witness(String... arguments) throws Exception {
        return JavaProcess.startHere(Witness.class, List.of(arguments));
    }
}

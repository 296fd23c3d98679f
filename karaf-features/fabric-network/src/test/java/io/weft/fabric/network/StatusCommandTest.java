package io.weft.fabric.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The states that are shown come from the processes, not from what was started. */
@ExtendWith(RealNetwork.class)
final class StatusCommandTest {

    @Test
    void aNodeThatWasKilledIsStopped(FabricNetwork network) throws Exception {
        String folder = network.organizations().getParent().toString();
        StringWriter said = new StringWriter();
        var command = FabricCommand.commandLine().setOut(new PrintWriter(said));
        assertEquals(0, command.execute("status", "--folder", folder), said.toString());
        network.kill(Node.PEER2);
        try {
            assertEquals(1, command.execute("status", "--folder", folder));
            assertTrue(said.toString().contains("peer2      STOPPED"), said.toString());
        } finally {
            network.restart(Node.PEER2);
            network.awaitReady();
        }
    }
}

package io.weft.ledger.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.fabric.network.FabricNetwork;
import io.weft.fabric.network.Node;
import io.weft.fabric.network.RealNetwork;
import io.weft.ledger.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever node goes: a fault that names it, and afterwards each size anchored once. */
@ExtendWith(RealNetwork.class)
final class RealOutageTest {

    @TempDir
    Path folder;

    private final FabricNetwork network;
    private final OnRealNetwork channel;
    private TestLog log;
    private FabricSink sink;

    RealOutageTest(FabricNetwork network) {
        this.network = network;
        this.channel = new OnRealNetwork(network);
    }

    @BeforeEach
    void start() throws Exception {
        network.awaitReady();
        log = new TestLog(folder);
        channel.approve(log);
        sink = channel.sink("a", folder);
        sink.publish(log.grow(2), log.log());
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ORDERER | but the orderers may not have it: OrdererMSP's node at 127.0.0.1:{ORDERER} cannot be reached",
        "PEER1 | the channel cannot be read: peer 127.0.0.1:{PEER1} cannot be reached: ",
        "PEER2 | not endorsed: Org2MSP's node at 127.0.0.1:{PEER2} cannot be reached",
        "CONTRACT1 | the channel cannot be read: Org1MSP's node at 127.0.0.1:{PEER1} does not reach its contract process",
        "CONTRACT2 | not endorsed: Org2MSP's node at 127.0.0.1:{PEER2} does not reach its contract process"})
    void aNodeThatIsKilledIsNamedAndNothingIsLost(Node node, String named) throws Exception {
        network.kill(node);
        assertFault(named);
        network.restart(node);
        assertGoesOn();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PEER1 | the channel cannot be read: peer 127.0.0.1:{PEER1}, or who it asks, gave no answer within 5 s",
        "PEER2 | not endorsed: Org2MSP's node at 127.0.0.1:{PEER2}, or its contract process, does not answer"})
    void aNodeThatIsFrozenIsNamedAndNothingIsLost(Node node, String named) throws Exception {
        network.freeze(node);
        try {
            assertFault(named);
        } finally {
            network.resume(node);
        }
        assertGoesOn();
    }

    @Test
    void aFrozenOrdererLeavesItUnknownUntilItGoesOn() throws Exception {
        network.freeze(Node.ORDERER);
        Checkpoint checkpoint = log.grow(2);
        try {
            String fault = fault(checkpoint);
            assertTrue(fault.contains("within 5 s") || fault.contains("does not answer")
                    || fault.startsWith("submitted, but not known to be committed"), fault);
            assertTrue(sink.underWay().startsWith("size 4 UNKNOWN in transaction "), sink.underWay());
        } finally {
            network.resume(Node.ORDERER);
        }
        assertGoesOn();
    }

    private void assertFault(String named) throws Exception {
        Checkpoint checkpoint = log.grow(2);
        String expected = named;
        for (Node each : Node.values()) {
            expected = expected.replace("{" + each.name() + "}", Integer.toString(network.port(each)));
        }
        // A gateway tells who does not answer once, and afterwards that it sees nobody.
        String faults = fault(checkpoint) + "\n" + fault(checkpoint);
        assertTrue(faults.contains(expected), faults + " does not tell: " + expected);
    }

    private String fault(Checkpoint checkpoint) {
        return assertThrows(IOException.class, () -> sink.publish(checkpoint, log.log())).getMessage();
    }

    private void assertGoesOn() throws Exception {
        assertEquals(4, channel.verified(channel.publishUntilTaken(sink, log)).checkpoint().size());
        log.grow(2);
        // A peer that has just come back may be lost to the other's gossip once more.
        channel.publishUntilTaken(sink, log);
        assertEquals(List.of(2L, 4L, 6L), channel.anchored(log));
        assertEquals("", sink.underWay());
    }
}

package io.weft.ledger.fabric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.fabric.network.FabricNetwork;
import io.weft.fabric.network.RealNetwork;
import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.log.SinksOfLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of the hub's own log on a real channel. */
@ExtendWith(RealNetwork.class)
final class RealChannelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final FabricNetwork network;
    private final OnRealNetwork channel;
    private TestLog log;

    RealChannelTest(FabricNetwork network) {
        this.network = network;
        this.channel = new OnRealNetwork(network);
    }

    @BeforeEach
    void start() throws Exception {
        log = new TestLog(folder);
    }

    @Test
    void whatTheLogSignsIsAnchoredOnceWithAReceiptThatVerifiesOffline() throws Exception {
        channel.approve(log);
        FabricSink sink = channel.sink("a", folder);
        SinksOfLog.add(log.log(), sink);
        List<Checkpoint> signed = new ArrayList<>();
        for (int leaves : new int[] {3, 1, 60}) {
            signed.add(log.grow(leaves));
            publish(sink);
        }
        assertEquals(List.of(3L, 4L, 64L), channel.anchored(log));
        for (Checkpoint checkpoint : signed) {
            byte[] receipt = log.store().receipt(sink.name(), log.origin(), checkpoint.size()).orElseThrow();
            AnchoredCheckpoint anchored = channel.verified(receipt);
            assertArrayEquals(checkpoint.note(), anchored.note());
            assertEquals(List.of("Org1MSP", "Org2MSP"), anchored.organizations());
            assertArrayEquals(checkpoint.note(), sink.note(log.origin(), checkpoint.size()).orElseThrow());
            assertEquals(Optional.empty(), sink.fault(checkpoint, receipt));
        }
        assertTrue(sink.fault(signed.get(0), log.store().receipt(sink.name(), log.origin(), 64).orElseThrow()).isPresent());
        assertEquals(Optional.empty(), sink.note(log.origin(), 5));
        try (LongStream sizes = sink.sizes(log.origin(), 4)) {
            assertArrayEquals(new long[] {4, 64}, sizes.toArray());
        }
        sink.close();
    }

    @Test
    void aKeyThatIsNotApprovedOrRevokedIsTheFaultWithItsCode() throws Exception {
        FabricSink sink = channel.sink("a", folder);
        Checkpoint first = log.grow(2);
        assertTrue(fault(sink, first).startsWith("not endorsed: WEFT-KEY_UNKNOWN: "));
        channel.approve(log);
        sink.publish(first, log.log());
        String keyId = log.log().verifierKey().split("\\+")[1];
        network.approveRevocation(log.origin(), keyId, 2);
        assertTrue(fault(sink, log.grow(1)).startsWith("not endorsed: WEFT-KEY_REVOKED: "));
        assertEquals(List.of(2L), channel.anchored(log));
        sink.close();
    }

    @Test
    void aReceiptThatThePinnedOrganizationsDoNotBearIsNotTaken() throws Exception {
        channel.approve(log);
        Path pins = folder.resolve("pins");
        Files.createDirectories(pins);
        try (Stream<Path> files = Files.list(network.organizations())) {
            for (Path file : files.toList()) {
                Files.copy(file, pins.resolve(file.getFileName()));
            }
        }
        Connection right = Connection.read(network.connection(1));
        // A root of the same organization, but not the one of its members.
        Path other = network.organizations()
                .resolveSibling("crypto/peerOrganizations/org2.weft/tlsca/tlsca.org2.weft-cert.pem");
        Files.copy(other, pins.resolve("Org2MSP.pem"), StandardCopyOption.REPLACE_EXISTING);
        Path connection = folder.resolve("connection.properties");
        Files.writeString(connection, Files.readString(network.connection(1))
                .replace("organizations=" + right.organizations(), "organizations=pins"));
        FabricSink sink = OnRealNetwork.sink("a", folder, connection);
        Checkpoint first = log.grow(2);
        String fault = fault(sink, first);
        assertTrue(fault.contains("the receipt does not hold for who pins '" + pins + "'"), fault);
        sink.close();
        FabricSink mended = channel.sink("a", folder);
        assertEquals(2, channel.verified(mended.publish(first, log.log())).checkpoint().size());
        assertEquals(List.of(2L), channel.anchored(log));
        mended.close();
    }

    @Test
    void twoHubsThatAnchorOneLogAtOnceAnchorEachSizeOnce() throws Exception {
        channel.approve(log);
        FabricSink one = channel.sink("one", folder);
        FabricSink two = channel.sink("two", folder);
        ExecutorService hubs = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 15; round++) {
                Checkpoint checkpoint = log.grow(2);
                List<Callable<byte[]>> both = List.of(() -> one.publish(checkpoint, log.log()),
                        () -> two.publish(checkpoint, log.log()));
                for (Future<byte[]> receipt : hubs.invokeAll(both)) {
                    assertEquals(checkpoint.size(), channel.verified(receipt.get()).checkpoint().size());
                }
            }
        } finally {
            hubs.shutdownNow();
            one.close();
            two.close();
        }
        assertEquals(Stream.iterate(2L, size -> size + 2).limit(15).toList(), channel.anchored(log));
    }

    @Test
    void anotherLogUnderTheSameNameIsAForkAndStays() throws Exception {
        channel.approve(log);
        FabricSink sink = channel.sink("a", folder);
        sink.publish(log.grow(4), log.log());
        TestLog restored = new TestLog(folder, log.origin());
        restored.grow(2);
        String fault = fault(sink, restored.grow(5, "another leaf"), restored);
        assertTrue(fault.startsWith("FORK: the channel holds '" + log.origin() + "' at size 4 with root "), fault);
        assertEquals(List.of(4L), channel.anchored(log));
        sink.close();
    }

    /** As the anchor route does it: the log gives each sink its turn and waits a second for it at most. */
    private void publish(FabricSink sink) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            log.log().publish();
            assertEquals("", log.status(sink).fault());
        } while (log.status(sink).backlog() > 0 && System.nanoTime() < deadline);
    }

    private String fault(FabricSink sink, Checkpoint checkpoint) {
        return fault(sink, checkpoint, log);
    }

    private static String fault(FabricSink sink, Checkpoint checkpoint, TestLog log) {
        return assertThrows(IOException.class, () -> sink.publish(checkpoint, log.log())).getMessage();
    }
}

package io.weft.ledger.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogReader;
import io.weft.ledger.fabric.MemoryChannel.Trouble;
import io.weft.ledger.log.SinksOfLog;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoint it takes, and when. */
final class FabricSinkTest {

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();
    private final MemoryChannel channel = new MemoryChannel();
    private TestLog log;

    @BeforeEach
    void start() throws Exception {
        log = new TestLog(folder);
    }

    @Test
    void itTakesTheNewestOnceAnInterval() throws Exception {
        FabricSink sink = sink();
        SinksOfLog.add(log.log(), sink);
        log.grow(1);
        log.grow(1);
        log.log().publish();
        log.grow(1);
        log.log().publish();
        assertEquals(List.of(2L), channel.anchored());
        assertEquals(1, log.status(sink).backlog());
        now.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
        log.log().publish();
        assertEquals(List.of(2L), channel.anchored());
        now.incrementAndGet();
        log.log().publish();
        assertEquals(List.of(2L, 3L), channel.anchored());
    }

    @Test
    void whatIsOnItsWayGoesFirstAlsoAfterARestart() throws Exception {
        channel.troubles(Trouble.NOT_DELIVERED);
        FabricSink before = sink();
        Checkpoint first = log.grow(2);
        assertThrows(IOException.class, () -> before.publish(first, log.log()));
        before.close();
        Checkpoint second = log.grow(3);
        FabricSink sink = sink();
        assertEquals(Optional.of(first), sink.next(List.of(first, second)));
        sink.publish(first, log.log());
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(Optional.of(second), sink.next(List.of(second)));
    }

    @Test
    void anAnchorWithoutReceiptIsPassedOverByNoNewerOne() throws Exception {
        channel.troubles(Trouble.RECEIPT_LOST);
        Checkpoint first = log.grow(2);
        FabricSink sink = sink();
        assertThrows(IOException.class, () -> sink.publish(first, log.log()));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(Optional.of(first), sink.next(List.of(first, log.grow(1))));
    }

    /** One organization's odd transaction in the same block must not keep the log from being anchored. */
    @Test
    void anAnchorThatNoReceiptWillProveHoldsUpNoNewerOne() throws Exception {
        channel.troubles(Trouble.UNPROVABLE);
        Checkpoint first = log.grow(2);
        FabricSink sink = sink();
        assertThrows(IOException.class, () -> sink.publish(first, log.log()));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        Checkpoint second = log.grow(1);
        assertEquals(Optional.of(second), sink.next(List.of(first, second)));
        sink.publish(second, log.log());
        assertEquals(List.of(2L, 3L), channel.anchored());
    }

    @Test
    void whatCannotBeOpenedIsTheFaultOfEachAttempt() throws Exception {
        FabricSink sink = new FabricSink("fabric~a", folder.resolve("sink"), new Cadence(Duration.ZERO, now::get), () -> {
            throw new IOException("connection: 'x' is not there");
        });
        SinksOfLog.add(log.log(), sink);
        log.grow(1);
        log.log().publish();
        assertEquals("connection: 'x' is not there", log.status(sink).fault().replaceFirst("^size 1: ", ""));
    }

    @Test
    void aStoppedSinkTakesNothing() throws Exception {
        FabricSink sink = sink();
        Checkpoint first = log.grow(1);
        sink.close();
        assertEquals("the sink is stopped", assertThrows(IOException.class, () -> sink.publish(first, log.log())).getMessage());
        assertEquals(List.of(), channel.anchored());
    }

    /** Who asks what is held does not wait for it. */
    @Test
    void aPublishingThatHangsHoldsUpNoCheck() throws Exception {
        FabricSink sink = sink();
        Checkpoint first = log.grow(2);
        sink.publish(first, log.log());
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        LogReader slow = new LogReader() {

            @Override
            public List<byte[]> consistency(long from, long to) throws StoreUnavailableException {
                hangs.countDown();
                await(goesOn);
                return log.log().consistency(from, to);
            }

            @Override
            public Map<EvidenceClass, Long> classes(long from, long to) throws StoreUnavailableException {
                return log.log().classes(from, to);
            }
        };
        Checkpoint second = log.grow(1);
        CompletableFuture<byte[]> publishing = CompletableFuture.supplyAsync(() -> {
            try {
                return sink.publish(second, slow);
            } catch (IOException | StoreUnavailableException e) {
                throw new IllegalStateException(e);
            }
        });
        await(hangs);
        assertEquals(List.of(2L), CompletableFuture.supplyAsync(() -> {
            try (LongStream sizes = sink.sizes(log.origin(), 0)) {
                return sizes.boxed().toList();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }).get(10, TimeUnit.SECONDS));
        goesOn.countDown();
        publishing.get(10, TimeUnit.SECONDS);
        assertEquals(List.of(2L, 3L), channel.anchored());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private FabricSink sink() {
        return new FabricSink("fabric~a", folder.resolve("sink"), new Cadence(Duration.ofSeconds(1), now::get), () -> channel);
    }
}

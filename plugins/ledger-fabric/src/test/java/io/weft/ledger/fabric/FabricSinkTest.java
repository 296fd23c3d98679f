package io.weft.ledger.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.fabric.MemoryChannel.Trouble;
import io.weft.ledger.log.SinksOfLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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

    private FabricSink sink() {
        return new FabricSink("fabric~a", folder.resolve("sink"), new Cadence(Duration.ofSeconds(1), now::get), () -> channel);
    }
}

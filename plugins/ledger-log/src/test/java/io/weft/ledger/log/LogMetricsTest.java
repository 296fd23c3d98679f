package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weft.event.Digests;
import io.weft.tck.MemoryLogStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogMetricsTest {

    @TempDir
    Path folder;

    @Test
    void aMonitorReadsBacklogAndLagOfEachSink() throws Exception {
        LogFixture fixture = new LogFixture(folder);
        MemoryLogStore store = new MemoryLogStore(fixture.clock());
        EvidenceLog log = fixture.log(store);
        log.addSink(new FileSink("file~vault", folder.resolve("gone").toString(), false, Optional.empty()));
        store.record(Digests.sha256(new byte[1]), true);
        log.advance();
        log.publish();
        store.record(Digests.sha256(new byte[2]), true);
        fixture.clock().advance(Duration.ofMillis(1_500));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(LogMetrics.NAME);
        LogMetrics metrics = new LogMetrics(log, fixture.clock());
        assertEquals(1L, server.getAttribute(name, "CheckpointSize"));
        assertEquals(1L, server.getAttribute(name, "Pending"));
        assertEquals(1.5, server.getAttribute(name, "OldestPendingSeconds"));
        CompositeData sink = ((CompositeData[]) server.getAttribute(name, "Sinks"))[0];
        assertEquals("file~vault", sink.get("name"));
        assertEquals(1L, sink.get("backlog"));
        assertEquals(1.5, sink.get("lagSeconds"));
        assertEquals(-1.0, sink.get("secondsSincePublished"));
        assertEquals("size 1: folder: '" + folder.resolve("gone") + "' is not there, and create is false", sink.get("fault"));
        metrics.close();
        assertFalse(server.isRegistered(name));
    }
}

package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.check.Kind;
import io.weft.tck.SampleEvent;
import io.weft.tck.SampleMessage;
import io.weft.thread.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that was taken back to before, and what of it no checkpoint covers. */
class NewestCheckpointTest {

    @TempDir
    Path folder;

    private FilledStore filled;
    private String newest;

    @BeforeEach
    void fill() throws Exception {
        filled = new FilledStore(folder);
        newest = filled.ask("select max(size) from checkpoint");
    }

    @AfterEach
    void close() throws Exception {
        filled.close();
    }

    /** The sample is what {@code weft fsck} does without options. */
    @Test
    void sampleOfARestoredStoreMissesWhatTheCopyBesideTheKeyHas() throws Exception {
        takeBack();
        CheckReport report = sample();
        assertEquals(List.of(newest), missing(report));
    }

    @Test
    void sampleOfARestoredStoreMissesWhatTheSinkHas() throws Exception {
        takeBack();
        Files.delete(filled.key().resolveSibling("ledger.key.last"));
        assertEquals(List.of(), missing(sample()));
        assertEquals(List.of(newest), missing(sample(filled.sink())));
    }

    @Test
    void logOfWhichNoCheckpointIsLeftIsNotCalledWhole() throws Exception {
        filled.alter("delete from checkpoint_receipt");
        filled.alter("delete from checkpoint");
        Files.delete(filled.key().resolveSibling("ledger.key.last"));
        assertEquals(List.of("newest"), missing(sample()));
        assertEquals(List.of("newest"), missing(filled.check().check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE)));
    }

    /** The copy goes first: a check between the two waits for the store to follow. */
    @Test
    void checkpointThatIsOnItsWayToTheStoreIsNotMissed() throws Exception {
        filled.execute("create table kept as select * from checkpoint where size = " + newest);
        takeBack();
        Thread store = new Thread(() -> {
            try {
                filled.execute("select pg_sleep(0.5)");
                filled.execute("insert into checkpoint select * from kept");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        store.start();
        CheckReport report = sample();
        store.join();
        assertEquals(List.of(), missing(report));
    }

    /** Nothing waits, and yet the tail grows: its age is that of the first leaf that no checkpoint covers. */
    @Test
    void tailOfALogThatDoesNotSignIsAged() throws Exception {
        takeBack();
        CheckReport report = sample();
        long before = Long.parseLong(filled.ask("select max(size) from checkpoint"));
        assertEquals(0, report.uncovered().pending());
        assertEquals(Long.parseLong(newest) - before, report.uncovered().unsigned());
        assertEquals(Optional.of(Instant.parse(filled.ask("select to_char(coalesce(e.record_time, b.received_at) at time zone 'UTC',"
                + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from leaf l left join event e on e.record = l.record"
                + " left join batch b on b.record = l.record where l.leaf_index = " + before))), report.uncovered().oldest());
    }

    /** An hour's check does not report an hour of leaves that were signed meanwhile. */
    @Test
    void whatIsSignedWhileACheckRunsIsCovered() throws Exception {
        boolean[] grown = new boolean[1];
        CheckReport report = filled.check(filled.sink()).check(new CheckScope.Everything(Optional.empty()), new CheckListener() {

            @Override
            public void checked(Kind kind, long number) {
                if (kind == Kind.MESSAGE && !grown[0]) {
                    grown[0] = true;
                    grow();
                }
            }
        });
        assertTrue(grown[0]);
        assertEquals(List.of(), report.findings());
        assertEquals(0, report.uncovered().unsigned());
        assertEquals(Optional.empty(), report.uncovered().oldest());
    }

    private void grow() {
        try {
            filled.store().store(SampleMessage.of("late").tells(SampleEvent.object("urn:test:late", "2026-03-02T00:00:00Z")
                    .with("epcList", List.of("https://id.gs1.org/01/09521321000018/10/L1"))).mapped());
            filled.sequence();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void takeBack() throws Exception {
        filled.execute("delete from checkpoint_receipt where size = " + newest);
        filled.alter("delete from checkpoint where size = " + newest);
    }

    private CheckReport sample(HeldCheckpoints... sinks) throws StoreUnavailableException {
        return filled.check(sinks).check(new CheckScope.Sample(10, Optional.empty()), CheckListener.NONE);
    }

    private static List<String> missing(CheckReport report) {
        return report.findings().stream().filter(found -> found.code() == Finding.Code.MISSING && found.table().equals("checkpoint"))
                .map(Finding::record).distinct().toList();
    }
}

package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owns the database and not the key: takes records away, and makes all that accounts for them agree. */
class OwnerWithoutKeyTest {

    @TempDir
    Path folder;

    private FilledStore filled;

    @BeforeEach
    void fill() throws Exception {
        filled = new FilledStore(folder);
    }

    @AfterEach
    void close() throws Exception {
        filled.close();
    }

    @Test
    void batchThatIsMadeOneThatAddedNothingStillHasItsLeaf() throws Exception {
        String batch = filled.ask("select id from batch order by record limit 1");
        String leaf = filled.ask("select leaf_index from leaf where record = (select record from batch where id = '" + batch + "')");
        filled.alter("delete from reading where batch = (select record from batch where id = '" + batch + "')");
        filled.alter("update batch set stored = 0, envelope = null, seal = null where id = '" + batch + "'");
        filled.alter("update tally set amount = amount - 100 where kind = 'READINGS' and amount >= 100 and ctid = (select min(ctid)"
                + " from tally where kind = 'READINGS' and amount >= 100)");
        CheckReport report = filled.everything();
        found(report, Finding.Code.MISSING, "batch", batch, "envelope");
        found(report, Finding.Code.SURPLUS, "leaf", leaf, "record");
        found(filled.only("batch:" + batch), Finding.Code.MISSING, "batch", batch, "envelope");
        found(filled.only("leaf:" + leaf), Finding.Code.SURPLUS, "leaf", leaf, "record");
    }

    /** The event is gone, and its leaf leads to something that is there. */
    @Test
    void leafThatIsGivenToAnEmptyBatchIsNamed() throws Exception {
        String leaf = give("987654");
        CheckReport report = filled.everything();
        found(report, Finding.Code.SURPLUS, "leaf", leaf, "record");
        found(report, Finding.Code.MISSING, "batch", filled.ask("select id from batch where record = 987654"), "envelope");
    }

    /** Nor does it help to let the event wait for a place anew, with other contents. */
    @Test
    void leafThatIsGivenToAnotherRecordIsNamed() throws Exception {
        String other = filled.ask("select record from event where event_id = 'urn:test:object:10'");
        String leaf = filled.ask("select leaf_index from leaf where record = (select record from event where event_id = 'urn:test:object:9')");
        String others = filled.ask("select leaf_index from leaf where record = " + other);
        filled.alter("delete from event where event_id = 'urn:test:object:9'");
        filled.alter("delete from leaf where leaf_index = " + others);
        filled.alter("update leaf set record = " + other + " where leaf_index = " + leaf);
        found(filled.only("leaf:" + leaf), Finding.Code.ALTERED, "leaf", leaf, "record");
        found(filled.everything(), Finding.Code.ALTERED, "leaf", leaf, "record");
    }

    /** @return the leaf of an event that is no more, given to an empty batch */
    private String give(String record) throws Exception {
        filled.alter("insert into batch (record, id, instance, system, received_at, stored, repeated, first_time, last_time) select " + record
                + ", gen_random_uuid(), instance, system, received_at, 0, 0, 0, 0 from batch limit 1");
        String leaf = filled.ask("select leaf_index from leaf where record = (select record from event where event_id = 'urn:test:object:9')");
        filled.alter("update leaf set record = " + record + " where leaf_index = " + leaf);
        filled.alter("delete from event where event_id = 'urn:test:object:9'");
        return leaf;
    }

    private static void found(CheckReport report, Finding.Code code, String table, String record, String field) {
        assertTrue(report.findings().stream().anyMatch(found -> found.code() == code && found.table().equals(table)
                && found.record().equals(record) && found.field().equals(field)), report.findings()::toString);
    }
}

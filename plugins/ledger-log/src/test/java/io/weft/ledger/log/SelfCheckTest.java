package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.ReadingBatch;
import io.weft.event.Reading;
import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.Walk;
import io.weft.ledger.file.KeyFile;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.NoteSigner;
import io.weft.tck.SampleEvent;
import io.weft.tck.SampleMessage;
import io.weft.thread.postgres.StoredBody;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real store; that any single bit is found, and named, is what {@code weft tamper} tries. */
class SelfCheckTest {

    private static final String BATCH = "select id from batch order by record limit 1";

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
    void whatIntakeAndLogLeftHasNoDifferenceAndIsCountedWhole() throws Exception {
        CheckReport report = filled.everything();
        assertEquals(List.of(), report.findings());
        assertEquals(List.of(), report.notChecked());
        assertTrue(report.clean());
        assertEquals(FilledStore.MESSAGES + 1, report.checked().get(Kind.MESSAGE));
        assertEquals(2L * FilledStore.MESSAGES, report.checked().get(Kind.EVENT));
        assertEquals(3, report.checked().get(Kind.BATCH));
        assertEquals(300, report.checked().get(Kind.READING));
        assertEquals(2L * FilledStore.MESSAGES + 3, report.checked().get(Kind.LEAF));
        assertEquals(report.checked().get(Kind.CHECKPOINT), report.checked().get(Kind.SINK));
        assertEquals(0, report.uncovered().pending() + report.uncovered().unsigned());
    }

    @Test
    void rewrittenEventIsNamedWithItsFields() throws Exception {
        String stored = filled.ask("select encode(body, 'hex') from event where event_id = 'urn:test:object:7'");
        String body = new String(StoredBody.canonical(HexFormat.of().parseHex(stored)), StandardCharsets.UTF_8);
        filled.alter("update event set body = convert_to('" + body.replace("/10/L7\"", "/10/L8\"")
                + "', 'UTF8'), seal = null where event_id = 'urn:test:object:7'");
        Finding found = one(filled.only("event:urn:test:object:7"), "event", "urn:test:object:7", "body");
        assertEquals("fields [/epcList/0]", found.found());
        one(filled.everything(), "event", "urn:test:object:7", "body");
    }

    /** Its digest stands beside it, and whoever changes the one changes the other. */
    @Test
    void payloadChangedWithItsDigestContradictsItsEvents() throws Exception {
        String receipt = filled.ask("select receipt from message where message_id = 'm3'");
        filled.alter("update message set payload = 'other', payload_digest = sha256('other'), seal = null where receipt = '"
                + receipt + "'");
        assertEquals(2, filled.everything().findings().stream().filter(found -> found.table().equals("message")
                && found.record().equals(receipt) && found.field().equals("payload") && found.expected().contains("urn:test:")).count());
    }

    /** One digit, as a person would change it. */
    @Test
    void changedReadingIsNamedWithWhatItWas() throws Exception {
        String batch = filled.ask(BATCH);
        filled.alter("update reading set value = 4.736 where ordinal = 36 and batch = (select record from batch where id = '" + batch
                + "')");
        Finding found = one(filled.only("batch:" + batch), "reading", batch + "#36", "value");
        assertEquals("4.736", found.found());
        assertEquals("4.136", new BigDecimal(found.expected()).stripTrailingZeros().toPlainString());
    }

    /** More than one: the log has one hash for the batch and does not tell which reading it was. */
    @Test
    void batchOfSeveralChangedReadingsIsNamed() throws Exception {
        String batch = filled.ask(BATCH);
        filled.alter("update reading set value = value + 1 where batch = (select record from batch where id = '" + batch + "')");
        one(filled.only("batch:" + batch), "reading", batch, "");
    }

    @Test
    void missingReadingIsNamed() throws Exception {
        String batch = filled.ask(BATCH);
        filled.alter("delete from reading where ordinal = 5 and batch = (select record from batch where id = '" + batch + "')");
        one(filled.only("batch:" + batch), "reading", batch + "#5", "");
    }

    @Test
    void readingThatNoBatchBroughtIsNamed() throws Exception {
        filled.alter("insert into reading (source_time, batch, status, item, ordinal, value) select source_time + 1, 987654, status, item,"
                + " ordinal, value from reading limit 1");
        assertTrue(filled.everything().findings().stream().anyMatch(found -> found.code() == Finding.Code.SURPLUS
                && found.table().equals("reading") && found.record().equals("987654")));
    }

    @Test
    void deletedEventLeavesItsPlaceAndItsMessage() throws Exception {
        filled.alter("delete from event where event_id = 'urn:test:object:9'");
        CheckReport report = filled.everything();
        one(report, "event", "urn:test:object:9", "event_id");
        assertTrue(report.findings().stream().anyMatch(found -> found.table().equals("leaf") && found.code() == Finding.Code.SURPLUS));
    }

    /** An event that its lot does not lead to is not seen by who asks for the thread. */
    @Test
    void eventThatIsNotFoundByItsKeyIsNamed() throws Exception {
        filled.alter("delete from event_key where event_id = 'urn:test:object:4' and role = 'SUBJECT'");
        CheckReport report = filled.only("event:urn:test:object:4");
        assertTrue(report.findings().stream().anyMatch(found -> found.table().equals("event_key")
                && found.record().startsWith("urn:test:object:4 SUBJECT ") && found.code() == Finding.Code.MISSING),
                report.findings()::toString);
    }

    @Test
    void everyHashOfATileIsNamedByLevelNumberAndPlace() throws Exception {
        String change = "update log_tile set hashes = set_bit(hashes, 5 * 256 + 3, 1 - get_bit(hashes, 5 * 256 + 3)) where level = 0"
                + " and tile = 0";
        filled.alter(change);
        one(filled.only("tile:0/0"), "log_tile", "0/0", "hash 5");
        filled.alter(change);
        filled.alter("update log_tile set hashes = set_bit(hashes, 0, 1 - get_bit(hashes, 0)) where level = 7 and tile = 0");
        one(filled.only("tile:0/0"), "log_tile", "7/0", "hash 0");
    }

    @Test
    void frontierThatTheNextLeavesAreAddedToIsNamed() throws Exception {
        filled.alter("update log set frontier[2] = set_bit(frontier[2], 1, 1 - get_bit(frontier[2], 1))");
        one(filled.everything(), "log", LogFixture.ORIGIN, "frontier[1]");
    }

    @Test
    void checkpointThatWasNotSignedIsNamed() throws Exception {
        String size = filled.ask("select min(size) from checkpoint");
        filled.alter("update checkpoint set note = set_byte(note, 3, get_byte(note, 3) # 1) where size = " + size);
        one(filled.everything(), "checkpoint", size, "note");
    }

    @Test
    void checkpointWithASizeBelowZeroIsNamedByTheSizeThatWasSigned() throws Exception {
        String size = filled.ask("select min(size) from checkpoint");
        filled.alter("update checkpoint set size = size - 9223372036854775808 where size = " + size);
        assertTrue(filled.everything().findings().stream().anyMatch(found -> found.table().equals("checkpoint")
                && found.record().equals(size) && found.field().equals("size")));
    }

    /** The key is the hub's own: whoever has it signs what he likes, and the sink holds what was signed before. */
    @Test
    void anotherCheckpointUnderTheHubsKeyIsAForkAgainstTheSink() throws Exception {
        long size = Long.parseLong(filled.ask("select max(size) from checkpoint"));
        KeyPair pair = new KeyFile("keyFile", filled.key()).read();
        NoteSigner signer = new NoteSigner(LogFixture.ORIGIN, pair.getPrivate(), pair.getPublic());
        byte[] note = signer.sign(new CheckpointText(LogFixture.ORIGIN, size, new byte[32]));
        filled.alter("update checkpoint set root = '\\x" + "00".repeat(32) + "', note = '\\x" + HexFormat.of().formatHex(note)
                + "' where size = " + size);
        CheckReport report = filled.only("checkpoint:" + size);
        assertTrue(report.findings().stream().anyMatch(found -> found.code() == Finding.Code.FORK
                && found.table().equals("sink " + FilledStore.SINK)), report.findings()::toString);
    }

    @Test
    void storeThatWasTakenBackLacksWhatTheSinkAndTheCopyBesideTheKeyHave() throws Exception {
        String size = filled.ask("select max(size) from checkpoint");
        filled.alter("delete from checkpoint_receipt where size = " + size);
        filled.alter("delete from checkpoint where size = " + size);
        List<Finding> findings = filled.everything().findings();
        assertEquals(2, findings.stream().filter(found -> found.code() == Finding.Code.MISSING && found.table().equals("checkpoint")
                && found.record().equals(size)).count(), findings::toString);
    }

    @Test
    void sinkThatLostACheckpointIsNamed() throws Exception {
        try (Stream<Path> files = Files.walk(filled.vault())) {
            Files.delete(files.filter(file -> file.toString().endsWith(".checkpoint")).findFirst().orElseThrow());
        }
        assertTrue(filled.everything().findings().stream().anyMatch(found -> found.code() == Finding.Code.MISSING
                && found.table().equals("sink " + FilledStore.SINK)));
    }

    @Test
    void sinkThatIsNotThereIsSaidAndNotCalledADifference() throws Exception {
        try (Stream<Path> files = Files.walk(filled.vault())) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        CheckReport report = filled.everything();
        assertEquals(0, report.different());
        assertTrue(report.notChecked().stream().anyMatch(reason -> reason.contains("is not there")), report.notChecked()::toString);
        assertTrue(!report.clean() && !Files.exists(filled.vault()));
    }

    /** What nothing evidences of a message: whose it was, why it was refused. */
    @Test
    void columnsThatOnlyTheirSealVouchesForAreNamed() throws Exception {
        String receipt = filled.ask("select receipt from message where message_id = 'bad'");
        filled.alter("update message set system = 'erq' where receipt = '" + receipt + "'");
        one(filled.only("message:" + receipt), "message", receipt, "system");
        filled.alter("update rejection set code = 'UNKNOWN_CODF'");
        one(filled.only("lead:rejection"), "rejection", receipt + " 0 0", "code");
        filled.alter("update message_key set key = 'order-X' where key = 'order-5'");
        one(filled.only("lead:message_key"), "message_key", "order-X "
                + filled.ask("select receipt from message where message_id = 'm5'"), "key");
    }

    @Test
    void deletedMessageIsMissedByTheCountOfWhatCame() throws Exception {
        filled.alter("delete from message where message_id = 'bad'");
        one(filled.everything(), "tally", "erp QUARANTINED", "amount");
    }

    @Test
    void tailThatNoCheckpointCoversIsCountedAndAged() throws Exception {
        filled.store().store(SampleMessage.of("late").tells(SampleEvent.object("urn:test:late", "2026-03-02T00:00:00Z")
                .with("epcList", List.of("https://id.gs1.org/01/09521321000018/10/L1"))).mapped());
        CheckReport report = filled.everything();
        assertEquals(0, report.different(), report.findings()::toString);
        assertEquals(1, report.uncovered().pending());
        assertTrue(report.uncovered().oldest().orElseThrow().isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    void sampleFindsWhatItMeets() throws Exception {
        filled.alter("update event set type = 'AGGREGATION' where event_id like 'urn:test:object:%'");
        CheckReport report = filled.check().check(new CheckScope.Sample(20, Optional.empty()), CheckListener.NONE);
        assertTrue(report.different() > 0);
        assertTrue(report.checked().get(Kind.EVENT) <= 20);
    }

    @Test
    void withoutThePublicKeyNothingIsClaimed() throws Exception {
        Files.delete(filled.key().resolveSibling("ledger.key.pub"));
        assertThrows(IllegalStateException.class, () -> filled.only("checkpoint:1"));
    }

    /** A few records at each look, and in the end each of them. */
    @Test
    void roundsComeToEachRecordAlarmAndCeaseWhenTheDifferenceIsGone() throws Exception {
        filled.alter("update event set type = 'AGGREGATION' where event_id = 'urn:test:object:50'");
        CheckRounds rounds = filled.check(filled.sink()).rounds();
        for (int look = 0; rounds.standing().alarms().isEmpty(); look++) {
            assertTrue(look < 50, "no alarm after " + look + " looks");
            rounds.next();
        }
        assertTrue(rounds.standing().alarms().get(0).startsWith("ALTERED event urn:test:object:50 type"));
        rounds.next();
        assertEquals(1, rounds.standing().alarms().size());
        filled.alter("update event set type = 'OBJECT' where event_id = 'urn:test:object:50'");
        rounds.next();
        assertEquals(List.of(), rounds.standing().alarms());
        for (int look = 0; rounds.standing().rounds() == 0; look++) {
            assertTrue(look < 50, "no round after " + look + " looks");
            rounds.next();
        }
        assertEquals(List.of(), rounds.standing().alarms());
    }

    /** A repeat adds nothing and has no leaf; it is counted, and its seal is all that vouches for it. */
    @Test
    void batchThatAddedNothingIsNoDifference() throws Exception {
        List<Reading> readings = List.of(new Reading("temperature", 1, Optional.of(BigDecimal.ONE), 0));
        ReadingBatch batch = new ReadingBatch("opcua~cold-store", "cold-store", Instant.parse("2026-03-01T13:00:00Z"), readings);
        filled.store().store(batch);
        filled.store().store(batch);
        filled.sequence();
        CheckReport report = filled.everything();
        assertEquals(0, report.different(), report.findings()::toString);
        assertEquals(5, report.checked().get(Kind.BATCH));
    }

    /** Origins are read as they are, and one that was altered may hold what stands between the parts of a cursor. */
    @Test
    void pagesGoOnPastAnOriginWithSpaces() throws Exception {
        filled.alter("update leaf set origin = 'a 7 b' where leaf_index < 3");
        filled.alter("update log_tile set origin = 'a 7 b' where level = 0 and tile = 0");
        filled.alter("update checkpoint set origin = 'a 7 b' where size = (select min(size) from checkpoint)");
        StoredRecords records = filled.records();
        assertEquals(2 * FilledStore.MESSAGES + 3, rows(records::leaves));
        assertEquals(Long.parseLong(filled.ask("select count(*) from log_tile")), rows(records::tiles));
        assertEquals(Long.parseLong(filled.ask("select count(*) from checkpoint")), rows(records::checkpoints));
    }

    @FunctionalInterface
    private interface Pages {

        Page<?> page(Walk walk) throws Exception;
    }

    private static long rows(Pages pages) throws Exception {
        long rows = 0;
        Optional<String> after = Optional.empty();
        do {
            Page<?> page = pages.page(new Walk(after, Optional.empty(), 1));
            rows += page.rows().size();
            after = page.next();
        } while (after.isPresent());
        return rows;
    }

    private static Finding one(CheckReport report, String table, String record, String field) {
        List<Finding> matching = report.findings().stream().filter(found -> found.table().equals(table) && found.record().equals(record)
                && found.field().equals(field)).toList();
        assertEquals(1, matching.size(), () -> "of " + report.findings());
        return matching.get(0);
    }
}

package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckReport.Uncovered;
import io.weft.ledger.check.CheckScope.Subject;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.file.KeyFile;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.NoteSigner;
import io.weft.thread.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a difference alarms, and when it is over. */
class CheckAlarmsTest {

    private static final Finding INDEX = Finding.missing("event_key", "urn:test:object:1", "", "a row");

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

    /** Otherwise whoever forged takes the sink away, and the alarm with it. */
    @Test
    void forkAgainstASinkIsNotOverWhenTheSinkIsNotThere() throws Exception {
        forge();
        CheckRounds rounds = filled.check(filled.sink()).rounds();
        rounds.next();
        assertTrue(alarms(rounds, "FORK sink " + FilledStore.SINK), rounds.standing()::toString);
        Path away = filled.vault().resolveSibling("away");
        Files.move(filled.vault(), away);
        rounds.next();
        rounds.next();
        assertTrue(alarms(rounds, "FORK sink " + FilledStore.SINK), rounds.standing()::toString);
        Files.move(away, filled.vault());
        rounds.next();
        assertTrue(alarms(rounds, "FORK sink " + FilledStore.SINK), rounds.standing()::toString);
    }

    @Test
    void frontierThatIsRightAgainIsOverWithTheNextLook() throws Exception {
        String flip = "update log set frontier[2] = set_bit(frontier[2], 1, 1 - get_bit(frontier[2], 1))";
        filled.alter(flip);
        CheckRounds rounds = filled.check(filled.sink()).rounds();
        rounds.next();
        assertTrue(alarms(rounds, "ALTERED log"), rounds.standing()::toString);
        rounds.next();
        assertTrue(alarms(rounds, "ALTERED log"), rounds.standing()::toString);
        filled.alter(flip);
        rounds.next();
        assertEquals(List.of(), rounds.standing().alarms());
    }

    @Test
    void copyBesideTheKeyAlarmsUntilTheStoreHasItAgain() throws Exception {
        String size = filled.ask("select max(size) from checkpoint");
        filled.execute("create table kept as select * from checkpoint where size = " + size);
        filled.alter("delete from checkpoint where size = " + size);
        CheckRounds rounds = filled.check().rounds();
        rounds.next();
        assertTrue(alarms(rounds, "MISSING checkpoint " + size), rounds.standing()::toString);
        rounds.next();
        assertTrue(alarms(rounds, "MISSING checkpoint " + size), rounds.standing()::toString);
        filled.alter("insert into checkpoint select * from kept");
        rounds.next();
        assertEquals(List.of(), rounds.standing().alarms());
    }

    /** The key's folder is away for a while; what was looked at by then is not looked at anew. */
    @Test
    void faultKeepsThePlaceInTheRound() throws Exception {
        CheckRounds rounds = filled.check(filled.sink()).rounds();
        for (int look = 0; look < 8; look++) {
            rounds.next();
        }
        String place = Files.readString(filled.cursor());
        assertTrue(!place.isEmpty() && !place.startsWith("CHECKPOINT"), place);
        Path key = filled.key().resolveSibling("ledger.key.pub");
        Files.move(key, folder.resolve("away"));
        rounds.next();
        assertTrue(rounds.standing().alarms().get(0).startsWith("self-check does not run: "), rounds.standing()::toString);
        assertEquals(place, Files.readString(filled.cursor()));
        Files.move(folder.resolve("away"), key);
        rounds.next();
        assertEquals(List.of(), rounds.standing().alarms());
    }

    @Test
    void storeThatCannotBeReadForLongIsAFault() {
        StoredRecords failing = (StoredRecords) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {StoredRecords.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("logs")) {
                        throw new StoreUnavailableException("invalid page", new IllegalStateException());
                    }
                    try {
                        return method.invoke(filled.records(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        CheckRounds rounds = filled.check(failing).rounds();
        rounds.next();
        assertEquals(List.of(), rounds.standing().alarms());
        rounds.next();
        rounds.next();
        assertEquals(List.of("self-check does not run: the store cannot be read: invalid page"), rounds.standing().alarms());
    }

    @Test
    void whatOnlyARoundFindsIsOverAfterAWholeRoundThatCouldHaveFoundIt() {
        CheckAlarms alarms = new CheckAlarms();
        alarms.raise(INDEX, Optional.empty());
        alarms.looked(report(List.of("events: cbv_hash of version '1'"), ""));
        alarms.looked(report(List.of("events: cbv_hash of version '1'", "event x: this version does not read it"), ""));
        assertEquals(1, alarms.lines().size());
        alarms.looked(report(List.of(), "EVENT 5"));
        assertEquals(1, alarms.lines().size());
        alarms.looked(report(List.of("events: cbv_hash of version '1'"), ""));
        assertEquals(List.of(), alarms.lines());
    }

    /** One that was found by another way keeps the way that finds it again. */
    @Test
    void recordThatIsLookedAtAgainBringsWhatElseIsWrongWithIt() {
        CheckAlarms alarms = new CheckAlarms();
        Subject event = new Subject(Kind.EVENT, "urn:test:object:1");
        alarms.raise(INDEX, Optional.empty());
        alarms.looked(report(List.of(), "EVENT 5"));
        assertEquals(List.of(), alarms.subjects(10));
        alarms.raise(INDEX, Optional.of(event));
        alarms.lookedAgain(event, report(List.of(), "", INDEX));
        assertEquals(List.of(event), alarms.subjects(10));
        alarms.lookedAgain(event, report(List.of(), ""));
        assertEquals(List.of(), alarms.lines());
    }

    private static CheckReport report(List<String> notChecked, String cursor, Finding... findings) {
        return new CheckReport(Instant.EPOCH, Instant.EPOCH, Map.of(), findings.length, List.of(findings),
                new Uncovered(0, 0, Optional.empty()), notChecked, cursor);
    }

    private static boolean alarms(CheckRounds rounds, String begin) {
        return rounds.standing().alarms().stream().anyMatch(line -> line.startsWith(begin));
    }

    /** Another checkpoint of the newest size, under the hub's own key. */
    private void forge() throws Exception {
        long size = Long.parseLong(filled.ask("select max(size) from checkpoint"));
        KeyPair pair = new KeyFile("keyFile", filled.key()).read();
        NoteSigner signer = new NoteSigner(LogFixture.ORIGIN, pair.getPrivate(), pair.getPublic());
        byte[] note = signer.sign(new CheckpointText(LogFixture.ORIGIN, size, new byte[32]));
        filled.alter("update checkpoint set root = '\\x" + "00".repeat(32) + "', note = '\\x" + HexFormat.of().formatHex(note)
                + "' where size = " + size);
    }
}

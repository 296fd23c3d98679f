package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row at which the database fails, as it does at a page of which the checksum is wrong: here a column that divides by zero. */
class UnreadableRowTest {

    @TempDir
    Path folder;

    private FilledStore filled;
    private String message;
    private String event;

    @BeforeEach
    void fill() throws Exception {
        filled = new FilledStore(folder);
        message = filled.ask("select receipt from message where message_id = 'm50'");
        event = filled.ask("select record from event where event_id = 'urn:test:object:50'");
        breakAt("event", "classes", "case when record = " + event + " then array[1 / (record - " + event + ")]::smallint[] else classes end");
        breakAt("message", "format", "case when receipt = '" + message + "' then (1 / (length(format) - length(format)))::text else format end");
    }

    @AfterEach
    void close() throws Exception {
        filled.close();
    }

    /** Reads as before through a view, but for one column of one row. */
    private void breakAt(String table, String column, String instead) throws Exception {
        String columns = filled.ask("select string_agg(case when column_name = '" + column + "' then $$" + instead + " as " + column
                + "$$ else quote_ident(column_name) end, ', ' order by ordinal_position) from information_schema.columns where table_name = '"
                + table + "' and table_schema = current_schema()");
        filled.execute("alter table " + table + " rename to " + table + "_there");
        filled.execute("create view " + table + " as select " + columns + " from " + table + "_there");
    }

    @Test
    void wholeCheckNamesThePlaceAndLooksAtWhatIsBehindIt() throws Exception {
        CheckReport report = filled.everything();
        assertEquals(2, unreadable(report), report.findings()::toString);
        assertEquals(FilledStore.MESSAGES, report.checked().get(Kind.MESSAGE));
        assertEquals(2L * FilledStore.MESSAGES - 1, report.checked().get(Kind.EVENT));
        assertEquals(3, report.checked().get(Kind.BATCH));
    }

    /** Otherwise they stand there for ever. */
    @Test
    void roundsGoOnPastItAndAlarm() throws Exception {
        CheckRounds rounds = filled.check(filled.sink()).rounds();
        for (int look = 0; rounds.standing().rounds() == 0; look++) {
            assertTrue(look < 100, () -> "no round; " + rounds.standing());
            rounds.next();
        }
        assertEquals(2, rounds.standing().alarms().stream().filter(line -> line.contains("division by zero")).count(),
                rounds.standing()::toString);
    }

    private static long unreadable(CheckReport report) {
        return report.findings().stream().filter(found -> found.code() == Finding.Code.MISSING && found.record().startsWith("after ")
                && found.expected().startsWith("1 row(s) that can be read and compared: ")).count();
    }
}

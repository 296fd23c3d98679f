package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.Outcome;
import io.weft.thread.Counts;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTableTest {

    private static final int MESSAGES = 5_000;

    /** Whoever asks for the counts reads the table from end to end; it must stay small without being asked. */
    @Test
    void whatManyTransactionsTellAddsUpAndStaysSmall() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.sessions().write(connection -> {
                for (int i = 0; i < MESSAGES; i++) {
                    Script script = new Script(connection);
                    TallyTable tally = new TallyTable();
                    tally.message("erp", i % 5 == 0 ? Outcome.QUARANTINED : Outcome.MAPPED);
                    tally.readings("store", 100, i % 2);
                    tally.insert(script);
                    script.run();
                }
                Script replayed = new Script(connection);
                TallyTable tally = new TallyTable();
                tally.changed("erp", Outcome.QUARANTINED, Outcome.MAPPED);
                tally.insert(replayed);
                replayed.run();
                return MESSAGES;
            });
            assertEquals(List.of(
                    new Counts("erp", MESSAGES, MESSAGES / 5 * 4 + 1, 0, 0, MESSAGES / 5 - 1, 0, 0),
                    new Counts("store", 0, 0, 0, 0, 0, 100L * MESSAGES, MESSAGES / 2)),
                    database.sessions().read(TallyTable::counts));
            assertTrue(rows(database) < MESSAGES * 2, "rows are folded while they are written");
        }
    }

    private static long rows(TestDatabase database) throws Exception {
        return database.sessions().read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from tally")) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}

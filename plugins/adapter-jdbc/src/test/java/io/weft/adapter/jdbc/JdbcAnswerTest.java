package io.weft.adapter.jdbc;

import io.weft.adapter.Outcome;
import io.weft.tck.AnswerContract;
import io.weft.tck.RecordingIntake;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A row is answered by its mark. */
class JdbcAnswerTest extends AnswerContract {

    private static TestDatabase database;

    private final Outbox outbox = Outbox.create(database, "bytea");
    private JdbcSource source;

    JdbcAnswerTest() throws Exception {
    }

    @BeforeAll
    static void startDatabase() throws Exception {
        database = new TestDatabase("postgres");
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @Override
    protected void open(RecordingIntake taking) {
        source = new JdbcSource(outbox.source(), new Drivers(() -> null)).offering(taking);
        source.start();
    }

    @Override
    protected void shut() throws InterruptedException {
        source.stop();
    }

    @Override
    protected void offer(byte[] payload) throws Exception {
        outbox.add(payload);
    }

    @Override
    protected boolean isAnswered() throws Exception {
        return answer() != null;
    }

    @Override
    protected String answer() throws Exception {
        List<String> outcomes = outbox.outcomes();
        return outcomes.get(outcomes.size() - 1);
    }

    @Override
    protected String expected(Outcome outcome) {
        return outcome.name();
    }
}

package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weft.adapter.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How a source answers its counterpart, per outcome and while the store is down. An adapter's test extends it and says
 * what its real counterpart sees of an answer.
 */
public abstract class AnswerContract {

    private final RecordingIntake intake = new RecordingIntake();

    /** Starts an instance at work against the real counterpart. */
    protected abstract void open(RecordingIntake taking) throws Exception;

    /** Ends the instance as the container does; {@link #open} may follow, over the same counterpart. */
    protected abstract void shut() throws Exception;

    /** Has the counterpart offer a message. */
    protected abstract void offer(byte[] payload) throws Exception;

    /** Whether the counterpart has been answered about its last message: it will not offer it again. */
    protected abstract boolean isAnswered() throws Exception;

    /** What the counterpart sees of the answer, as {@link #expected} says it. */
    protected abstract String answer() throws Exception;

    /** The documented answer. */
    protected abstract String expected(Outcome outcome);

    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** Long enough that an answer given too early is seen. */
    protected Duration untilTooEarly() {
        return Duration.ofMillis(300);
    }

    @BeforeEach
    void openOne() throws Exception {
        open(intake);
    }

    @AfterEach
    void shutIt() throws Exception {
        shut();
    }

    @Test
    void aMappedMessageIsAnsweredAsDocumented() throws Exception {
        answersAsDocumented(Outcome.MAPPED);
    }

    @Test
    void anIgnoredMessageIsAnsweredAsDocumented() throws Exception {
        answersAsDocumented(Outcome.IGNORED);
    }

    @Test
    void aDuplicateIsAnsweredAsDocumented() throws Exception {
        answersAsDocumented(Outcome.DUPLICATE);
    }

    @Test
    void aQuarantinedMessageIsAnsweredAsDocumentedAndBlocksNothing() throws Exception {
        answersAsDocumented(Outcome.QUARANTINED);
        answersAsDocumented(Outcome.MAPPED);
    }

    @Test
    void nothingIsAnsweredWhileTheStoreIsDown() throws Exception {
        intake.close();
        byte[] payload = payload();
        offer(payload);
        Await.until(patience(), () -> intake.refusals() > 1, () -> "nothing was offered to the closed intake twice");
        stays(false);
        intake.open();
        awaitAnswer();
        assertArrayEquals(payload, last());
    }

    @Test
    void whatWasNotAnsweredBeforeAnEndIsOfferedAfterTheNextStart() throws Exception {
        intake.close();
        byte[] payload = payload();
        offer(payload);
        Await.until(patience(), () -> intake.refusals() > 0, () -> "nothing was offered");
        shut();
        assertFalse(isAnswered());
        intake.open();
        open(intake);
        awaitAnswer();
        assertArrayEquals(payload, last());
        assertEquals(1, intake.messages().size());
    }

    private void answersAsDocumented(Outcome outcome) throws Exception {
        intake.answering(outcome);
        byte[] payload = payload();
        offer(payload);
        awaitAnswer();
        assertArrayEquals(payload, last());
        assertEquals(expected(outcome), answer());
    }

    private void awaitAnswer() throws Exception {
        Await.until(patience(), this::answered, () -> "the counterpart was not answered; intake took "
                + intake.messages().size());
    }

    private boolean answered() {
        try {
            return isAnswered();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void stays(boolean value) throws Exception {
        long end = System.nanoTime() + untilTooEarly().toNanos();
        while (System.nanoTime() < end) {
            assertEquals(value, isAnswered());
        }
    }

    private byte[] last() {
        return intake.messages().get(intake.messages().size() - 1).payload();
    }

    private static byte[] payload() {
        return ("{\"number\":\"" + UUID.randomUUID() + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}

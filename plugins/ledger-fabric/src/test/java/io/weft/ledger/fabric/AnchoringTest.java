package io.weft.ledger.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.fabric.MemoryChannel.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Endorsed, submitted, committed, unknown: whatever happens in between, each size is anchored once. */
final class AnchoringTest {

    @TempDir
    Path folder;

    private final MemoryChannel channel = new MemoryChannel();
    private TestLog log;
    private AnchorFile file;

    @BeforeEach
    void start() throws Exception {
        log = new TestLog(folder);
        file = new AnchorFile(folder.resolve("sink"), log.origin());
    }

    @Test
    void eachFollowsTheOneBefore() throws Exception {
        Anchoring anchoring = begin();
        assertEquals("receipt of 3", anchor(anchoring, log.grow(3)));
        assertEquals("receipt of 5", anchor(anchoring, log.grow(2)));
        assertEquals(List.of(3L, 5L), channel.anchored());
        assertEquals(Progress.NONE, anchoring.progress());
    }

    @Test
    void theBytesAreKeptBeforeTheyAreSent() throws Exception {
        Checkpoint checkpoint = log.grow(3);
        channel.beforeSubmit(() -> {
            try {
                assertEquals(3, channel.restore(file.read().orElseThrow()).record().size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        anchor(begin(), checkpoint);
        assertEquals(List.of("endorse 3", "submit 3", "receipt 3"), channel.calls);
    }

    @Test
    void whatTheOrdererDidNotGetIsSentAgainAndNothingElse() throws Exception {
        Anchoring anchoring = begin();
        Checkpoint first = log.grow(3);
        channel.troubles(Trouble.NOT_DELIVERED, Trouble.NOT_DELIVERED);
        assertEquals("NOT_DELIVERED", fault(anchoring, first));
        assertEquals(AnchorState.UNKNOWN, anchoring.progress().state());
        assertEquals("NOT_DELIVERED", fault(anchoring, log.grow(2)));
        assertEquals("receipt of 3", anchor(anchoring, first));
        assertEquals(List.of("endorse 3", "submit 3", "submit 3", "submit 3", "receipt 3"), channel.calls);
    }

    @Test
    void whatCommittedAlthoughTheAnswerWasNoIsFound() throws Exception {
        Anchoring anchoring = begin();
        Checkpoint first = log.grow(3);
        channel.troubles(Trouble.DELIVERED_YET_REFUSED);
        assertEquals("DELIVERED_YET_REFUSED", fault(anchoring, first));
        assertEquals("receipt of 3", anchor(anchoring, first));
        assertEquals(List.of("endorse 3", "submit 3", "receipt 3"), channel.calls);
    }

    @Test
    void aLostCommitStatusIsUnknownAndThenFound() throws Exception {
        Anchoring anchoring = begin();
        Checkpoint first = log.grow(3);
        channel.troubles(Trouble.STATUS_LOST);
        assertEquals("STATUS_LOST", fault(anchoring, first));
        assertEquals("size 3 UNKNOWN in transaction tx1", anchoring.progress().toString());
        assertEquals("receipt of 3", anchor(anchoring, first));
        assertEquals(List.of(3L), channel.anchored());
    }

    @Test
    void afterARestartTheSameBytesGoFirst() throws Exception {
        channel.troubles(Trouble.NOT_DELIVERED);
        fault(begin(), log.grow(3));
        byte[] kept = file.read().orElseThrow();
        Checkpoint newer = log.grow(4);
        Anchoring anchoring = begin();
        assertEquals(3L, anchoring.lastSize().orElseThrow());
        assertEquals(AnchorState.UNKNOWN, anchoring.progress().state());
        assertEquals("receipt of 7", anchor(anchoring, newer));
        assertEquals(List.of("endorse 3", "submit 3", "submit 3", "endorse 7", "submit 7", "receipt 7"), channel.calls);
        assertEquals("tx1", channel.byId(channel.restore(kept).record().id()).orElseThrow().transaction());
    }

    @Test
    void afterARestartWhatIsAnchoredIsNotSentAgain() throws Exception {
        Checkpoint first = log.grow(3);
        anchor(begin(), first);
        assertEquals("receipt of 3", anchor(begin(), first));
        assertEquals(List.of("endorse 3", "submit 3", "receipt 3", "receipt 3"), channel.calls);
    }

    @Test
    void ofTwoHubsThatAnchorTheSameAtOnceOneDoesAndBothHaveIt() throws Exception {
        Checkpoint first = log.grow(3);
        Anchoring other = new Anchoring(channel, new AnchorFile(folder.resolve("other"), log.origin()), settling());
        channel.beforeOrder(() -> anchorUnchecked(other, first));
        assertEquals("receipt of 3", anchor(begin(), first));
        assertEquals(List.of(3L), channel.anchored());
    }

    @Test
    void whatAnotherHubPassedByIsCoveredByWhatItAnchored() throws Exception {
        Checkpoint first = log.grow(3);
        Checkpoint second = log.grow(2);
        Anchoring other = new Anchoring(channel, new AnchorFile(folder.resolve("other"), log.origin()), settling());
        channel.beforeOrder(() -> anchorUnchecked(other, second));
        Anchoring anchoring = begin();
        assertEquals("", anchor(anchoring, first));
        assertEquals("receipt of 5", anchor(anchoring, second));
        assertEquals(List.of(5L), channel.anchored());
    }

    @Test
    void peersThatAreNotOfOneMindAreAskedAgain() throws Exception {
        channel.troubles(Trouble.STALE, Trouble.STALE);
        assertEquals("receipt of 3", anchor(begin(), log.grow(3)));
    }

    @Test
    void peersThatStayDividedAreAFault() throws Exception {
        Trouble[] many = new Trouble[1_000];
        Arrays.fill(many, Trouble.STALE);
        channel.troubles(many);
        Anchoring anchoring = new Anchoring(channel, file, new Settling(Duration.ZERO, new CountDownLatch(1)));
        assertTrue(fault(anchoring, log.grow(3)).endsWith("STALE"));
    }

    @Test
    void anInvalidTransactionIsTheFaultAndANewOneIsMade() throws Exception {
        Checkpoint first = log.grow(3);
        channel.troubles(Trouble.INVALID);
        Anchoring anchoring = begin();
        assertEquals("the channel marked transaction tx1 invalid: ENDORSEMENT_POLICY_FAILURE", fault(anchoring, first));
        assertTrue(Files.notExists(file.path()));
        assertEquals("receipt of 3", anchor(anchoring, first));
    }

    @Test
    void anAnchorWithoutItsReceiptIsNotMadeAgain() throws Exception {
        Checkpoint first = log.grow(3);
        Anchoring anchoring = begin();
        channel.troubles(Trouble.RECEIPT_LOST);
        assertEquals("anchored in transaction tx1, but no receipt yet: RECEIPT_LOST", fault(anchoring, first));
        assertEquals("size 3 COMMITTED in transaction tx1", anchoring.progress().toString());
        assertEquals("receipt of 3", anchor(anchoring, first));
        assertEquals(List.of("endorse 3", "submit 3", "receipt 3", "receipt 3"), channel.calls);
    }

    @Test
    void anotherRootAtTheSameSizeIsAFork() throws Exception {
        assertFork(log.grow(3), new Head(3, "ab".repeat(32)));
    }

    @Test
    void anotherBeginningIsAFork() throws Exception {
        assertFork(log.grow(3), new Head(2, "ab".repeat(32)));
    }

    @Test
    void aSizeThatThisLogHasNotReachedIsAFork() throws Exception {
        assertFork(log.grow(3), new Head(4, "ab".repeat(32)));
    }

    @Test
    void aFileThatIsNoAnchorIsNamed() throws Exception {
        file.write("not an anchor".getBytes(StandardCharsets.UTF_8));
        String fault = assertThrows(IOException.class, this::begin).getMessage();
        assertTrue(fault.startsWith("'" + file.path() + "' is no endorsed anchor"), fault);
    }

    private void assertFork(Checkpoint checkpoint, Head head) throws Exception {
        channel.putHead(log.origin(), head);
        String fault = fault(begin(), checkpoint);
        assertTrue(fault.startsWith("FORK: ") && fault.contains("at size " + head.size() + " with root " + head.root())
                && fault.contains("at size 3 has root "), fault);
        assertEquals(List.of(), channel.calls);
    }

    private Anchoring begin() throws IOException {
        return new Anchoring(channel, file, settling());
    }

    private static Settling settling() {
        return new Settling(Duration.ofSeconds(10), new CountDownLatch(1));
    }

    private String anchor(Anchoring anchoring, Checkpoint checkpoint) throws Exception {
        return new String(anchoring.anchor(checkpoint, log.log()), StandardCharsets.UTF_8);
    }

    private void anchorUnchecked(Anchoring anchoring, Checkpoint checkpoint) {
        try {
            anchor(anchoring, checkpoint);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String fault(Anchoring anchoring, Checkpoint checkpoint) {
        return assertThrows(IOException.class, () -> anchor(anchoring, checkpoint)).getMessage();
    }
}

package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Digests;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogStore;
import io.weft.ledger.PendingLeaf;
import io.weft.ledger.mldsa.MlDsaKey;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.SignedNote;
import io.weft.ledger.proof.VerifierKey;
import io.weft.tck.MemoryLogStore;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart, and a store that is not the one that was signed. */
class RestoredStoreTest {

    @TempDir
    Path folder;

    private LogFixture fixture;
    private MemoryLogStore store;

    @BeforeEach
    void signSevenLeaves() throws Exception {
        fixture = new LogFixture(folder);
        store = store(7, "leaf");
        EvidenceLog log = fixture.log(store);
        assertEquals(7, log.advance());
        assertEquals(7, log.latest().orElseThrow().size());
    }

    @Test
    void aRestartGoesOnWithTheSameKey() throws Exception {
        String key = fixture.log(store).verifierKey();
        EvidenceLog log = fixture.log(store);
        add(store, 2, "more");
        log.advance();
        Checkpoint latest = log.latest().orElseThrow();
        assertEquals(9, CheckpointText.verify(latest.note(), VerifierKey.parse(key)).size());
        assertEquals(key + "\n", Files.readString(fixture.key().resolveSibling("ledger.key.pub")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.key())));
    }

    @Test
    void aLogThatStartsWhileAnotherHubSignsDoesNotTakeTheStoreForRestored() throws Exception {
        EvidenceLog other = fixture.log(store);
        AtomicBoolean signed = new AtomicBoolean();
        LogStore busy = (LogStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {LogStore.class},
                (proxy, method, arguments) -> {
                    Object answer = method.invoke(store, arguments);
                    if (method.getName().equals("head") && signed.compareAndSet(false, true)) {
                        add(store, 2, "more");
                        other.advance();
                    }
                    return answer;
                });
        EvidenceLog starting = fixture.log(busy);
        starting.verifierKey();
        assertEquals(9, store.latest(LogFixture.ORIGIN).orElseThrow().size());
        add(store, 1, "last");
        starting.advance();
        assertEquals("", starting.status().fault());
        assertEquals(10, starting.latest().orElseThrow().size());
    }

    @Test
    void aStoreThatIsRestoredFromBeforeIsNotSigned() throws Exception {
        MemoryLogStore backup = store(5, "leaf");
        assertStopped(backup, "size 7 of 'weft.example/test' was signed, the store has 0 leaves: it was restored from before");
        assertTrue(backup.latest(LogFixture.ORIGIN).isEmpty());
        assertEquals(5, backup.backlog().pending());
    }

    @Test
    void aStoreThatWentOnAfterARestoreIsNotSignedThoughItIsLarger() throws Exception {
        MemoryLogStore forked = store(9, "other");
        new LogFixture(folder.resolve("another hub")).log(forked).advance();
        assertStopped(forked, "does not go on from size 7 of 'weft.example/test'");
    }

    @Test
    void aStoreThatIsSwappedUnderARunningLogIsNotSigned() throws Exception {
        SwappedStore swapped = new SwappedStore(store);
        EvidenceLog log = fixture.log(swapped);
        log.verifierKey();
        swapped.swap(store(9, "other"));
        log.advance();
        assertTrue(log.status().fault().contains("restored from before") || log.status().fault().contains("does not go on"),
                log.status()::fault);
        assertTrue(log.latest().isEmpty());
    }

    @Test
    void aNewEpochGoesOnUnderANameOfItsOwn() throws Exception {
        String before = fixture.log(store).verifierKey();
        MemoryLogStore backup = store(5, "leaf");
        EvidenceLog log = fixture.log(backup, 2);
        assertEquals(5, log.advance());
        Checkpoint latest = log.latest().orElseThrow();
        assertEquals("weft.example/test/epoch-2", latest.origin());
        CheckpointText.verify(latest.note(), VerifierKey.parse(log.verifierKey()));
        assertNotEquals(before, log.verifierKey());
        assertStopped(backup, "is of 'weft.example/test/epoch-2', not of 'weft.example/test'");
    }

    @Test
    void aCrashBetweenSigningAndSavingLosesNoCheckpoint() throws Exception {
        byte[] note = store.latest(LogFixture.ORIGIN).orElseThrow().note();
        MemoryLogStore crashed = store(7, "leaf");
        crashed.sequence(LogFixture.ORIGIN, 100, (head, leaves) -> Merkle.append(head,
                leaves.stream().map(PendingLeaf::leafHash).toList()));
        assertTrue(crashed.latest(LogFixture.ORIGIN).isEmpty());
        fixture.log(crashed).advance();
        assertArrayEquals(note, crashed.latest(LogFixture.ORIGIN).orElseThrow().note());
    }

    @Test
    void aLostKeyIsNotReplacedInSilence() throws Exception {
        Files.delete(fixture.key());
        assertStopped(store, "is gone, but checkpoints of 'weft.example/test' were signed with it");
        assertTrue(Files.notExists(fixture.key()));
    }

    @Test
    void aSecondKeyIsMadeWhenItIsFirstNamedAndNotReplacedInSilence() throws Exception {
        Path second = folder.resolve("secrets/second.key");
        EvidenceLog log = fixture.log(store, 1, Optional.of(second));
        add(store, 1, "more");
        log.advance();
        SignedNote note = SignedNote.parse(log.latest().orElseThrow().note());
        note.verify(VerifierKey.parse(log.verifierKey()));
        note.verify(MlDsaKey.parse(Files.readString(folder.resolve("secrets/second.key.pub")).strip()));
        assertEquals("", log.status().fault());

        Files.delete(second);
        EvidenceLog lost = fixture.log(store, 1, Optional.of(second));
        assertEquals(0, lost.advance());
        assertTrue(lost.status().fault().startsWith("mlDsaKeyFile: '" + second + "' is gone, but checkpoints of "
                + "'weft.example/test' were signed with it"), lost.status()::fault);
        // Given up on purpose, the log goes on with its one signature.
        EvidenceLog without = fixture.log(store);
        add(store, 1, "later");
        without.advance();
        assertEquals(1, SignedNote.parse(without.latest().orElseThrow().note()).signatures().size());
    }

    @Test
    void aKeyThatOthersCanReadIsNotUsedUntilThatIsMended() throws Exception {
        Files.setPosixFilePermissions(fixture.key(), PosixFilePermissions.fromString("rw-r--r--"));
        EvidenceLog log = fixture.log(store);
        add(store, 1, "more");
        assertEquals(0, log.advance());
        assertTrue(log.status().fault().contains("has permissions rw-r--r--, only its owner may read it"));
        Files.setPosixFilePermissions(fixture.key(), PosixFilePermissions.fromString("rw-------"));
        assertEquals(1, log.advance());
        assertEquals("", log.status().fault());
    }

    private void assertStopped(MemoryLogStore other, String reason) throws Exception {
        EvidenceLog log = fixture.log(other);
        assertEquals(0, log.advance());
        assertTrue(log.status().fault().contains(reason), log.status()::fault);
        assertEquals(0, log.advance());
    }

    private MemoryLogStore store(int leaves, String name) {
        MemoryLogStore made = new MemoryLogStore(fixture.clock());
        add(made, leaves, name);
        return made;
    }

    private static void add(MemoryLogStore store, int leaves, String name) {
        for (int i = 0; i < leaves; i++) {
            store.record(Digests.sha256((name + i).getBytes(StandardCharsets.UTF_8)), true);
        }
    }
}

package io.weft.fire.ledger;

import io.weft.fire.Progress;
import io.weft.fire.hub.HubUnderFire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;

/**
 * SIGKILL of the hub at random moments while it anchors. An anchor takes a fraction of the second in which it is due, so every
 * other kill waits for the next one to be kept and falls at random within what follows.
 */
final class HubKills {

    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration ANCHOR_PATIENCE = Duration.ofSeconds(60);
    private static final long AIMED_MILLIS = 250;
    private static final long LOOK_MILLIS = 1;

    private final Ledger ledger;
    private final Duration quiet;
    private final Random random;
    private final Progress progress;
    private final List<HubKill> kills = new ArrayList<>();

    HubKills(Ledger ledger, Duration quiet, Random random, Progress progress) {
        this.ledger = ledger;
        this.quiet = quiet;
        this.random = random;
        this.progress = progress;
    }

    List<HubKill> kills() {
        return List.copyOf(kills);
    }

    void kill(int number) throws IOException, InterruptedException, TimeoutException, SQLException {
        boolean aimed = number % 2 == 1;
        TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * quiet.toNanos()));
        if (aimed) {
            awaitKept();
            TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * TimeUnit.MILLISECONDS.toNanos(AIMED_MILLIS)));
        }
        ledger.hub().kill();
        long gone = System.nanoTime();
        HubKill.Met met = met();
        long newest = ledger.checkpoint();
        ledger.hub().start();
        ledger.hub().awaitUp(START_PATIENCE);
        long up = System.nanoTime();
        ledger.awaitAnchored(newest);
        HubKill kill = new HubKill(number, aimed, met, gone, up, System.nanoTime());
        kills.add(kill);
        progress.step(String.format("  kill %d%s: last anchor %s; up after %.1f s, drained after %.1f s", number,
                aimed ? " at an anchor" : "", met.name().toLowerCase(java.util.Locale.ROOT), (up - gone) / 1e9, kill.secondsToDrain()));
    }

    /** Returns when the hub has just kept another anchor for sending. */
    private void awaitKept() throws IOException, InterruptedException, TimeoutException {
        Path file = ledger.endorsed(ledger.hub());
        Optional<FileTime> before = time(file);
        long deadline = System.nanoTime() + ANCHOR_PATIENCE.toNanos();
        while (time(file).equals(before)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the hub keeps no anchor in " + file + " within " + ANCHOR_PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static Optional<FileTime> time(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private HubKill.Met met() throws IOException, SQLException {
        Optional<Anchor> last = ledger.consortium().last(ledger.origin());
        String kept = PreparedTransaction.parseFrom(Files.readAllBytes(ledger.endorsed(ledger.hub()))).getTransactionId();
        if (last.isEmpty() || !last.get().transaction().equals(kept)) {
            return HubKill.Met.KEPT;
        }
        return ledger.anchored() < last.get().size() ? HubKill.Met.COMMITTED : HubKill.Met.RECEIVED;
    }
}

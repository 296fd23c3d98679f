package io.weft.adapter.file;

import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.Receipt;
import io.weft.settings.Faults;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks the files of one directory up, on a thread of its own, one after the other: claims a complete file, offers its
 * bytes to intake until they are committed, then moves the file to where its outcome belongs. While intake is away the
 * file waits, and those behind it; nothing is read ahead.
 */
final class Pickup {

    private static final Logger LOG = LoggerFactory.getLogger(Pickup.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final String DONE = "done";
    private static final String QUARANTINE = "quarantine";
    private static final String TOO_LARGE = "too-large";
    /** Sorts by time, and is a file name everywhere. */
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final PickupSettings settings;
    private final Connector connector;
    private final String place;
    private final Claims claims;
    private final Supplier<Optional<Intake>> intake;
    private final Clock clock;
    private final Faults faults;
    private final Counters counters = new Counters();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Optional<Directory> open = Optional.empty();
    private volatile boolean tried;

    /**
     * @param place  how people know the directory
     * @param owner  names this hub's claims
     * @param intake empty while there is none
     */
    Pickup(PickupSettings settings, Connector connector, String place, String owner, Supplier<Optional<Intake>> intake,
            Clock clock) {
        this.settings = settings;
        this.connector = connector;
        this.place = place;
        this.claims = new Claims(settings, owner);
        this.intake = intake;
        this.clock = clock;
        this.faults = new Faults(settings.instance());
        this.thread = new Thread(this::run, "weft-" + settings.instance());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** A claimed file that is not taken stays claimed, and is worked on after the next start. */
    void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(STOP_PATIENCE.toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(STOP_PATIENCE.toMillis());
        }
    }

    boolean isTried() {
        return tried;
    }

    List<String> faults() {
        return faults.lines();
    }

    FileStatistics statistics() {
        return counters.read();
    }

    private void run() {
        try {
            while (!isStopping()) {
                round();
                tried = true;
                stopping.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // Only stop() interrupts; the thread ends.
            LOG.debug("{} ends", settings.instance());
        } finally {
            disconnect();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void round() throws InterruptedException {
        try {
            Directory directory = directory();
            for (Entry entry : claims.unfinished(directory)) {
                work(directory, entry);
            }
            for (String taken : claims.takeOver(directory, System.nanoTime())) {
                LOG.warn("{}: took over {} in {}, which nobody finished", settings.instance(), taken, place);
            }
            for (Entry entry : claims.ready(directory, System.nanoTime())) {
                if (claims.claim(directory, entry)) {
                    work(directory, entry);
                }
            }
            showTooLarge(directory);
            faults.clear("directory", place);
        } catch (IOException | RuntimeException e) {
            if (isStopping()) {
                throw (InterruptedException) new InterruptedException("stopping").initCause(e);
            }
            disconnect();
            faults.raise("directory", place, "cannot be worked on: " + e);
        }
    }

    private Directory directory() throws IOException {
        if (open.isEmpty()) {
            Directory directory = connector.open();
            open = Optional.of(directory);
            claims.prepare(directory);
            directory.makeFolder(DONE);
            directory.makeFolder(QUARANTINE);
            directory.makeFolder(TOO_LARGE);
        }
        return open.get();
    }

    private void disconnect() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException e) {
            LOG.debug("{}: {} did not close", settings.instance(), place, e);
        }
        open = Optional.empty();
    }

    private void work(Directory directory, Entry entry) throws IOException, InterruptedException {
        String claimed = claims.path(entry.name());
        byte[] bytes;
        try {
            bytes = directory.read(claimed, settings.maximumBytes());
        } catch (FileTooLargeException e) {
            counters.setAside();
            move(directory, claimed, TOO_LARGE, entry.name());
            claims.finished(directory, entry.name());
            return;
        }
        RawMessage message = message(entry, bytes);
        Receipt receipt = offerUntilTaken(message);
        counters.taken(receipt.outcome(), bytes.length);
        LOG.debug("{}: {} is {} as {}", settings.instance(), entry.name(), receipt.outcome(), receipt.id());
        finish(directory, entry.name(), receipt.outcome());
    }

    private RawMessage message(Entry entry, byte[] bytes) {
        Map<String, String> headers = Map.of("file-name", entry.name(), "file-modified", entry.modified().toString());
        return new RawMessage(settings.instance(), settings.system(), settings.format(), Optional.empty(),
                settings.epoch(), clock.instant(), headers, bytes);
    }

    private Receipt offerUntilTaken(RawMessage message) throws InterruptedException {
        while (true) {
            Duration pause;
            try {
                Intake present = intake.get().orElseThrow(() ->
                        new IntakeUnavailableException("the ingest route is not there", Duration.ofMillis(200), null));
                Receipt receipt = present.accept(message);
                faults.clear("intake", settings.instance());
                return receipt;
            } catch (IntakeUnavailableException e) {
                faults.raise("intake", settings.instance(), "cannot store: " + e.getMessage() + "; files wait");
                pause = e.retryAfter();
            } catch (RuntimeException e) {
                faults.raise("intake", settings.instance(), "failed: " + e + "; files wait");
                pause = LONGEST_PAUSE;
            }
            counters.refused();
            if (stopping.await(within(pause).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("stopping; the file stays claimed");
            }
        }
    }

    private static Duration within(Duration asked) {
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE
                : asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
    }

    private void finish(Directory directory, String name, Outcome outcome) throws IOException {
        boolean quarantined = outcome == Outcome.QUARANTINED;
        if (quarantined ? settings.keepQuarantined() : settings.keepDone()) {
            move(directory, claims.path(name), quarantined ? QUARANTINE : DONE, name);
        } else {
            directory.delete(claims.path(name));
        }
        claims.finished(directory, name);
    }

    /** A source may use one name every day: the hub's time in front keeps the files apart and in order. */
    private void move(Directory directory, String from, String folder, String name) throws IOException {
        Instant time = clock.instant();
        while (true) {
            try {
                directory.rename(from, folder + "/" + STAMP.format(time) + "_" + name);
                return;
            } catch (FileAlreadyExistsException e) {
                time = time.plusMillis(1);
            }
        }
    }

    /** What the hub could not read waits for a person, and is shown until they have taken it away. */
    private void showTooLarge(Directory directory) throws IOException {
        List<String> waiting = directory.files(TOO_LARGE).stream().map(entry -> TOO_LARGE + "/" + entry.name()).toList();
        faults.keepOnly("maximumBytes", waiting);
        waiting.forEach(file -> faults.raise("maximumBytes", file,
                "is larger than " + settings.maximumBytes() + " bytes and was not taken"));
    }
}

package io.weft.ledger.log;

import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.SelfCheck;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check that runs by itself: a few records at each look, on from where the last one stopped, so that every record is looked
 * at once in each round. What differs is an alarm until it differs no more.
 */
final class CheckRounds {

    private static final Logger LOG = LoggerFactory.getLogger(CheckRounds.class);
    /** Records with alarms that are looked at again by one look; each may cost what explaining a difference does. */
    private static final int AGAIN = 10;
    /** So often the store may fail in a row before that is a fault: it tells by itself that it is away. */
    private static final int FAILURES = 3;

    /**
     * @param interval between two looks; zero if none is made
     * @param records  of one look
     */
    record Plan(Duration interval, int records) {

        static final Plan NONE = new Plan(Duration.ZERO, 1);

        Plan {
            if (interval.isNegative()) {
                throw new IllegalArgumentException("interval.seconds: " + interval.toSeconds() + " is below 0");
            }
            if (records < 1) {
                throw new IllegalArgumentException("records: " + records + " is not at least 1");
            }
        }

        static Plan of(CheckConfiguration configuration) {
            return new Plan(Duration.ofSeconds(configuration.interval_seconds()), configuration.records());
        }
    }

    private final SelfCheck check;
    private final Plan plan;
    private final Path cursorFile;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "weft-check");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });
    private final CheckAlarms alarms = new CheckAlarms();
    private volatile boolean stopped;
    private int failures;
    private CheckReport newest;
    private String fault = "";

    CheckRounds(SelfCheck check, Plan plan, Path cursorFile) {
        this.check = check;
        this.plan = plan;
        this.cursorFile = cursorFile;
    }

    void start() {
        if (!plan.interval().isZero()) {
            worker.scheduleWithFixedDelay(this::next, plan.interval().toMillis(), plan.interval().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        stopped = true;
        worker.shutdown();
    }

    /** One look: the next records, and those that alarm. Whatever fails, the next look goes on from where this one was. */
    void next() {
        try {
            CheckReport report = look(new CheckScope.Round(plan.records(), cursor()), Optional.empty());
            Files.writeString(cursorFile, report.cursor());
            synchronized (this) {
                newest = report;
            }
            alarms.looked(report);
            again();
            failures = 0;
            fault("");
        } catch (StoreUnavailableException e) {
            failures++;
            LOG.debug("self-check: {}", e.getMessage());
            if (failures >= FAILURES) {
                fault("the store cannot be read: " + e.getMessage());
            }
        } catch (IOException | RuntimeException e) {
            fault(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private String cursor() throws IOException {
        try {
            return Files.readString(cursorFile, StandardCharsets.UTF_8);
        } catch (NoSuchFileException | CharacterCodingException e) {
            // Not begun, or not what was written there.
            return "";
        }
    }

    /** @param otherwise where what is found is found again, if the check does not say it */
    private CheckReport look(CheckScope scope, Optional<CheckScope.Subject> otherwise) throws StoreUnavailableException {
        return check.check(scope, new CheckListener() {

            @Override
            public void found(Finding finding, CheckScope.Subject at) {
                alarms.raise(finding, Optional.ofNullable(at).or(() -> otherwise));
            }

            @Override
            public boolean goOn() {
                return !stopped;
            }
        });
    }

    /** One that cannot be looked at keeps no other from it. */
    private void again() throws StoreUnavailableException {
        Optional<RuntimeException> failure = Optional.empty();
        for (CheckScope.Subject subject : alarms.subjects(AGAIN)) {
            try {
                alarms.lookedAgain(subject, look(new CheckScope.Only(List.of(subject)), Optional.of(subject)));
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private synchronized void fault(String reason) {
        if (!reason.isEmpty() && !reason.equals(fault)) {
            LOG.error("self-check does not run: {}", reason);
        }
        fault = reason;
    }

    synchronized SelfCheck.Standing standing() {
        List<String> lines = new ArrayList<>();
        if (!fault.isEmpty()) {
            lines.add("self-check does not run: " + fault);
        }
        lines.addAll(alarms.lines());
        return new SelfCheck.Standing(newest, lines, alarms.rounds());
    }
}

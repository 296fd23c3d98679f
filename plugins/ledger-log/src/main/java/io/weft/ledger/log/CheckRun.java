package io.weft.ledger.log;

import io.weft.event.EventHash;
import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.Walk;
import io.weft.ledger.proof.VerifierKey;
import io.weft.thread.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One run of a check: pages of rows, each compared as it comes, so that memory does not grow with the store. */
final class CheckRun {

    /** Rows that lie together and are read at once by a sample. */
    private static final int RUN = 25;
    /** Differences that are explained, which may read whole tables; further ones are told as they are. */
    private static final int EXPLANATIONS = 100;
    /** The same of one look of the rounds, of which there is one each minute. */
    private static final int EXPLANATIONS_OF_A_LOOK = 10;

    private final StoredRecords store;
    private final Clock clock;
    private final Instant began;
    private final CheckedRecords out;
    private final List<SinkCheck> sinks;
    private final TreeCheck tree;
    private final LogCheck log;
    private final NewestCheck newest;
    private final UncoveredTail tail;
    private final CheckPages pages;
    private final OnlyCheck only;
    private String cursor = "";

    /** @param kept the copy of the newest checkpoint beside the key, read before the store is */
    CheckRun(StoredRecords store, LogSettings settings, VerifierKey key, Optional<LastCheckpoint.Signed> kept,
            List<HeldCheckpoints> held, Optional<EventHash> hash, Clock clock, CheckListener listener) throws StoreUnavailableException {
        this.store = store;
        this.clock = clock;
        this.began = clock.instant();
        this.out = new CheckedRecords(listener);
        this.sinks = held.stream().map(sink -> new SinkCheck(sink, store, settings, key, out)).toList();
        StoredTree stored = new StoredTree(store, settings.origin());
        CheckpointCheck checkpoints = new CheckpointCheck(store, settings, key, stored, sinks, out);
        this.tree = new TreeCheck(stored, checkpoints.newest(), out);
        this.log = new LogCheck(store, stored, out);
        this.tail = new UncoveredTail(store, settings, checkpoints);
        this.newest = new NewestCheck(store, settings, checkpoints, tree, tail, kept, clock, out);
        PlaceCheck places = new PlaceCheck(store, tree, out);
        LeafCheck leaves = new LeafCheck(store, settings.origin(), tree, out);
        this.pages = new CheckPages(store, checkpoints, tree, leaves, new EventCheck(places, hash, out),
                new BatchCheck(store, places, out), out);
        this.only = new OnlyCheck(store, checkpoints, newest, sinks, tree, log, leaves, pages, out);
    }

    CheckReport run(CheckScope scope) throws StoreUnavailableException {
        out.explain(scope instanceof CheckScope.Round ? EXPLANATIONS_OF_A_LOOK : EXPLANATIONS);
        if (scope instanceof CheckScope.Everything everything) {
            everything(everything.since());
        } else if (scope instanceof CheckScope.Sample sample) {
            sample(sample);
        } else if (scope instanceof CheckScope.Round round) {
            round(round);
        } else if (scope instanceof CheckScope.Only some) {
            for (CheckScope.Subject subject : some.subjects()) {
                out.at(subject);
                only.check(subject);
            }
        }
        if (!out.goOn()) {
            out.notChecked("the check was stopped before its end");
        }
        return new CheckReport(began, clock.instant(), out.numbers(), out.different(), out.findings(), tail.uncovered(),
                out.notChecked(), cursor);
    }

    private void everything(Optional<Instant> since) throws StoreUnavailableException {
        for (Kind kind : CheckPages.ORDER) {
            boolean received = kind == Kind.MESSAGE || kind == Kind.EVENT || kind == Kind.BATCH;
            Optional<String> after = Optional.empty();
            do {
                after = pages.next(kind, new Walk(after, received ? since : Optional.empty(), CheckPages.size(kind)));
            } while (after.isPresent() && out.goOn());
        }
        log.check();
        newest.present();
        newest.keptBesideKey();
        for (SinkCheck sink : sinks) {
            sink.all();
        }
        if (out.goOn()) {
            pages.totals();
        }
    }

    private void sample(CheckScope.Sample sample) throws StoreUnavailableException {
        whatIsNewest();
        for (Kind kind : List.of(Kind.MESSAGE, Kind.EVENT, Kind.BATCH)) {
            int run = kind == Kind.BATCH ? 1 : RUN;
            for (int left = sample.records(); left > 0 && out.goOn(); left -= run) {
                Optional<String> place = store.somewhere(kind);
                if (place.isPresent()) {
                    pages.next(kind, new Walk(place, sample.since(), Math.min(left, run)));
                }
            }
        }
    }

    /** Goes on where the last one stopped; what only whole tables tell comes at the end of each round, what is newest each time. */
    private void round(CheckScope.Round round) throws StoreUnavailableException {
        whatIsNewest();
        String[] parts = round.cursor().split(" ", 2);
        int place = Math.max(0, CheckPages.ORDER.stream().map(Kind::name).toList().indexOf(parts[0]));
        Optional<String> after = parts.length == 2 && !parts[1].isEmpty() ? Optional.of(parts[1]) : Optional.empty();
        for (long left = round.records(); left > 0 && place < CheckPages.ORDER.size() && out.goOn();) {
            Kind kind = CheckPages.ORDER.get(place);
            int limit = (int) Math.min(left, CheckPages.size(kind));
            Optional<String> next = pages.next(kind, new Walk(after, Optional.empty(), limit));
            if (!out.goOn()) {
                // Some rows of the page may not have been looked at.
                break;
            }
            after = next;
            left -= kind == Kind.BATCH ? 10L * limit : limit;
            if (after.isEmpty()) {
                place++;
            }
        }
        if (place == CheckPages.ORDER.size()) {
            for (SinkCheck sink : sinks) {
                sink.all();
            }
            pages.totals();
        }
        cursor = place == CheckPages.ORDER.size() ? "" : CheckPages.ORDER.get(place).name() + " " + after.orElse("");
    }

    /** A store that was taken back to before shows in what others hold of the newest, and nowhere else. */
    private void whatIsNewest() throws StoreUnavailableException {
        newest.check();
        log.check();
        for (SinkCheck sink : sinks) {
            sink.from(tree.covered());
        }
    }
}

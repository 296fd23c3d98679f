package io.weft.ledger.log;

import io.weft.ledger.check.CheckScope.Subject;
import io.weft.ledger.check.EventRow;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.CheckpointRow;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.Walk;
import io.weft.thread.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One record by its name. What is found there is found again by the same name. */
final class OnlyCheck {

    private static final Pattern DECLARED = Pattern.compile("(.*)@([0-9]{4}-[0-9]{2}-[0-9]{2}T[^@]*Z)", Pattern.DOTALL);

    private final StoredRecords store;
    private final CheckpointCheck checkpoints;
    private final NewestCheck newest;
    private final List<SinkCheck> sinks;
    private final TreeCheck tree;
    private final LogCheck log;
    private final LeafCheck leaves;
    private final CheckPages pages;
    private final CheckedRecords out;

    OnlyCheck(StoredRecords store, CheckpointCheck checkpoints, NewestCheck newest, List<SinkCheck> sinks, TreeCheck tree,
            LogCheck log, LeafCheck leaves, CheckPages pages, CheckedRecords out) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.newest = newest;
        this.sinks = sinks;
        this.tree = tree;
        this.log = log;
        this.leaves = leaves;
        this.pages = pages;
        this.out = out;
    }

    /** @throws IllegalArgumentException if its name is none of its kind */
    void check(Subject subject) throws StoreUnavailableException {
        try {
            switch (subject.kind()) {
                case CHECKPOINT -> checkpoint(subject.id());
                case SINK -> {
                    checkpoint(subject.id());
                    for (SinkCheck sink : sinks) {
                        sink.one(Long.parseLong(subject.id()));
                    }
                }
                case TILE -> tile(subject.id());
                case LEAF -> {
                    long index = Long.parseLong(subject.id());
                    log.check();
                    out.at(subject);
                    leaves.check(index);
                }
                case MESSAGE -> pages.stored(Kind.MESSAGE, store.message(UUID.fromString(subject.id())));
                case EVENT -> event(subject.id());
                case BATCH, READING -> pages.batches(store.batch(UUID.fromString(subject.id().split("#")[0])));
                case LEAD -> leads(subject.id() + " ");
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("only: '" + subject.id() + "' does not name a " + subject.kind(), e);
        }
    }

    private void checkpoint(String name) throws StoreUnavailableException {
        if (name.equals(Subject.NEWEST)) {
            newest.check();
            return;
        }
        List<CheckpointRow> rows = store.checkpoint(Long.parseLong(name));
        for (CheckpointRow row : rows) {
            checkpoints.check(row);
            row.receipts().stream().filter(receipt -> sinks.stream().noneMatch(sink -> sink.name().equals(receipt.sink())))
                    .forEach(receipt -> out.notChecked("sink " + receipt.sink() + ": it took checkpoints and is not here"));
        }
        if (rows.isEmpty()) {
            out.found(Finding.missing("checkpoint", name, "", "a checkpoint of this size"));
        }
    }

    private void tile(String name) throws StoreUnavailableException {
        if (name.equals(Subject.HEAD)) {
            log.check();
            return;
        }
        String[] place = name.split("/", 2);
        tree.tile(new StoredTree.Tile(Integer.parseInt(place[0]), Long.parseLong(place[1])));
        out.checked(Kind.TILE, 1);
    }

    /** An event with its declarations, or one of them, whose name ends in {@code @<declaration time>}. */
    private void event(String name) throws StoreUnavailableException {
        Matcher declared = DECLARED.matcher(name);
        Page<EventRow> page = store.event(declared.matches() ? declared.group(1) : name);
        pages.events(page);
        if (declared.matches() && page.rows().stream().noneMatch(row -> row.name().equals(name))) {
            out.found(Finding.missing("event", name, "event_id", "a declaration of this time"));
        }
    }

    private void leads(String table) throws StoreUnavailableException {
        Optional<String> after = Optional.of(table + "(0,0)");
        while (after.isPresent() && after.get().startsWith(table)) {
            after = pages.page(Kind.LEAD, new Walk(after, Optional.empty(), CheckPages.size(Kind.LEAD)));
        }
    }
}

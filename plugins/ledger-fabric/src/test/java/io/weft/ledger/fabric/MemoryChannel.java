package io.weft.ledger.fabric;

import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A channel in memory that keeps Fabric's one rule: a transaction whose head has moved since it was endorsed is invalid, and
 * a transaction is in a block once, however often it is sent. A test says what goes wrong with which call.
 */
final class MemoryChannel implements AnchorChannel {

    /** What goes wrong. */
    enum Trouble {
        NONE, NOT_DELIVERED, DELIVERED_YET_REFUSED, STATUS_LOST, INVALID, STALE, RECEIPT_LOST, UNPROVABLE
    }

    /** What was called, in order: {@code endorse 4}, {@code submit 4} and so on. */
    final List<String> calls = new ArrayList<>();
    private final Map<String, Head> heads = new HashMap<>();
    private final Map<String, AnchorRecord> records = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private Runnable beforeSubmit = () -> { };
    private Runnable beforeOrder = () -> { };
    private int transactions;

    /** The next calls that can go wrong do so, one each. */
    void troubles(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    /** What another does between the endorsement and the orderer, once. */
    void beforeOrder(Runnable action) {
        beforeOrder = action;
    }

    void beforeSubmit(Runnable action) {
        beforeSubmit = action;
    }

    /** The sizes that are anchored, in order. */
    List<Long> anchored() {
        return records.values().stream().map(AnchorRecord::size).toList();
    }

    void putHead(String origin, Head head) {
        heads.put(origin, head);
    }

    @Override
    public Head head(String origin) {
        return heads.getOrDefault(origin, new Head(0, "0".repeat(64)));
    }

    @Override
    public Optional<AnchorRecord> byId(String id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public Optional<AnchorRecord> bySize(String origin, long size) {
        return records.values().stream().filter(record -> record.origin().equals(origin) && record.size() == size).findFirst();
    }

    @Override
    public List<Long> sizes(String origin, long after) {
        return records.values().stream().filter(record -> record.origin().equals(origin) && record.size() > after)
                .map(AnchorRecord::size).sorted().limit(2).toList();
    }

    @Override
    public AnchoredCheckpoint verified(byte[] receipt) throws InvalidProofException {
        throw new InvalidProofException("receipt: this channel gives none that could be verified");
    }

    @Override
    public EndorsedAnchor endorse(AnchorArguments arguments) throws ChannelException {
        long size = Long.parseLong(arguments.note().split("\n")[1]);
        calls.add("endorse " + size);
        trouble(Trouble.STALE);
        AnchorRecord before = records.get(arguments.id());
        String transaction = "tx" + ++transactions;
        if (before != null) {
            return new EndorsedAnchor(transaction, before, before.json());
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", arguments.id());
        record.put("origin", arguments.note().split("\n")[0]);
        record.put("size", BigDecimal.valueOf(size));
        record.put("root", Digests.hex(Base64.getDecoder().decode(arguments.note().split("\n")[2])));
        record.put("previousSize", BigDecimal.valueOf(arguments.previous().size()));
        record.put("counts", arguments.counts());
        record.put("note", arguments.note());
        record.put("transaction", transaction);
        return restore(CanonicalJson.write(record));
    }

    @Override
    public EndorsedAnchor restore(byte[] bytes) throws ChannelException {
        AnchorRecord record = AnchorRecord.parse(bytes);
        return new EndorsedAnchor(record.transaction(), record, bytes);
    }

    @Override
    public void submit(EndorsedAnchor anchor) throws ChannelException {
        calls.add("submit " + anchor.record().size());
        beforeSubmit.run();
        trouble(Trouble.NOT_DELIVERED);
        order(anchor);
        trouble(Trouble.DELIVERED_YET_REFUSED);
    }

    private void order(EndorsedAnchor anchor) {
        Runnable action = beforeOrder;
        beforeOrder = () -> { };
        action.run();
        if (outcomes.containsKey(anchor.transaction())) {
            return;
        }
        AnchorRecord record = anchor.record();
        if (take(Trouble.INVALID)) {
            outcomes.put(anchor.transaction(), new Outcome.Invalid("ENDORSEMENT_POLICY_FAILURE"));
        } else if (head(record.origin()).size() != record.previousSize()) {
            outcomes.put(anchor.transaction(), new Outcome.Invalid("MVCC_READ_CONFLICT"));
        } else {
            outcomes.put(anchor.transaction(), new Outcome.Valid(outcomes.size()));
            records.put(record.id(), record);
            heads.put(record.origin(), new Head(record.size(), record.root()));
        }
    }

    @Override
    public Outcome outcome(EndorsedAnchor anchor) throws ChannelException {
        trouble(Trouble.STATUS_LOST);
        return outcomes.get(anchor.transaction());
    }

    @Override
    public byte[] receipt(AnchorRecord record) throws ChannelException {
        calls.add("receipt " + record.size());
        trouble(Trouble.RECEIPT_LOST);
        if (take(Trouble.UNPROVABLE)) {
            throw new UnprovableException("UNPROVABLE", null);
        }
        return ("receipt of " + record.size()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        calls.add("close");
    }

    private void trouble(Trouble trouble) throws ChannelException {
        if (take(trouble)) {
            throw trouble == Trouble.STALE ? new StaleException("STALE") : new ChannelException(trouble.name());
        }
    }

    private boolean take(Trouble trouble) {
        if (troubles.peek() != trouble) {
            return false;
        }
        troubles.remove();
        return true;
    }
}

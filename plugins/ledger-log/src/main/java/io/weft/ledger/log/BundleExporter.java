package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.Log;
import io.weft.ledger.NotYetProvenException;
import io.weft.ledger.ProofExporter;
import io.weft.ledger.proof.BatchProof;
import io.weft.ledger.proof.EventProof;
import io.weft.ledger.proof.InclusionProof;
import io.weft.ledger.proof.ProofBundle;
import io.weft.thread.Exposure;
import io.weft.thread.LotThread;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredBatch;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gathers what a thread's proof needs. The bundle is made in memory, so that nothing half is ever written. */
@Component(service = ProofExporter.class)
public final class BundleExporter implements ProofExporter {

    private final ThreadQuery query;
    private final Log log;

    @Activate
    public BundleExporter(@Reference ThreadQuery query, @Reference Log log) {
        this.query = query;
        this.log = log;
    }

    @Override
    public long export(ThreadRequest request, OutputStream out)
            throws IOException, StoreUnavailableException, NotYetProvenException {
        // Asked last: what was read before is more likely to be covered.
        return export(request, out, () -> log.latest()
                .orElseThrow(() -> new NotYetProvenException("log " + log.origin() + ": has no signed checkpoint yet")));
    }

    @Override
    public long export(ThreadRequest request, Checkpoint checkpoint, OutputStream out)
            throws IOException, StoreUnavailableException, NotYetProvenException {
        if (request.asOf().isPresent() && request.asOf().getAsLong() > checkpoint.size()) {
            throw new NotYetProvenException("asOf: " + request.asOf().getAsLong() + " is above the checkpoint's size "
                    + checkpoint.size());
        }
        return export(request.asOf().isPresent() ? request : request.asOf(checkpoint.size()), out, () -> checkpoint);
    }

    private long export(ThreadRequest request, OutputStream out, Basis basis)
            throws IOException, StoreUnavailableException, NotYetProvenException {
        Optional<LotThread> thread = query.thread(request);
        if (thread.isEmpty()) {
            return 0;
        }
        Map<UUID, BitSet> ordinals = readings(thread.get().exposures());
        Checkpoint checkpoint = basis.checkpoint();
        Map<UUID, Integer> places = new LinkedHashMap<>();
        List<EventProof> events = events(thread.get().events(), checkpoint, places);
        ProofBundle bundle = new ProofBundle(checkpoint.note(), payloads(places), events,
                batches(ordinals, request.asOf(), checkpoint));
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        bundle.write(buffered);
        buffered.flush();
        return bundle.items();
    }

    /** By batch, the ordinals of the readings that belong to the thread; what an event told is proven with the event. */
    private Map<UUID, BitSet> readings(List<Exposure> exposures) throws StoreUnavailableException {
        Map<UUID, BitSet> ordinals = new HashMap<>();
        for (Exposure exposure : exposures) {
            if (exposure.series().toldBy().isEmpty()) {
                query.readings(exposure, reading ->
                        ordinals.computeIfAbsent(reading.batch(), batch -> new BitSet()).set(reading.ordinal()));
            }
        }
        return ordinals;
    }

    /** @param places is given each message that an event names, with its place among the bundle's payloads */
    private List<EventProof> events(List<StoredEvent> stored, Checkpoint checkpoint, Map<UUID, Integer> places)
            throws StoreUnavailableException, NotYetProvenException {
        Map<Long, StoredEvent> byIndex = new HashMap<>();
        for (StoredEvent event : stored) {
            byIndex.put(index("event " + event.event().id(), event.leafIndex(), checkpoint), event);
        }
        List<EventProof> proofs = new ArrayList<>(byIndex.size());
        for (long index : byIndex.keySet().stream().sorted().toList()) {
            StoredEvent event = byIndex.get(index);
            Integer next = places.size();
            Integer known = places.putIfAbsent(event.message(), next);
            InclusionProof proof = log.inclusion(index, checkpoint.size());
            proofs.add(new EventProof(known == null ? next : known, event.evidence(), event.event().body(), index,
                    proof.path()));
        }
        return proofs;
    }

    private List<byte[]> payloads(Map<UUID, Integer> places) throws StoreUnavailableException {
        List<byte[]> payloads = new ArrayList<>(places.size());
        for (UUID message : places.keySet()) {
            payloads.add(query.payload(message).orElseThrow(() ->
                    new IllegalStateException("message " + message + ": the store has no raw payload of it")));
        }
        return payloads;
    }

    /** @param asOf batches that the log did not hold then are left out, as the thread's events are */
    private List<BatchProof> batches(Map<UUID, BitSet> ordinals, OptionalLong asOf, Checkpoint checkpoint)
            throws StoreUnavailableException, NotYetProvenException {
        List<BatchProof> proofs = new ArrayList<>(ordinals.size());
        for (Map.Entry<UUID, BitSet> entry : ordinals.entrySet()) {
            StoredBatch batch = query.batch(entry.getKey()).orElseThrow(() ->
                    new IllegalStateException("batch " + entry.getKey() + ": the store has readings of it, but not itself"));
            if (asOf.isPresent() && batch.leafIndex().orElse(Long.MAX_VALUE) >= asOf.getAsLong()) {
                continue;
            }
            long index = index("batch " + batch.id(), batch.leafIndex(), checkpoint);
            proofs.add(BatchProof.of(batch.evidence(), log.inclusion(index, checkpoint.size()), batch.readings(),
                    entry.getValue()));
        }
        proofs.sort(Comparator.comparingLong(BatchProof::index));
        return proofs;
    }

    /** Which checkpoint the proofs lead to. */
    @FunctionalInterface
    private interface Basis {

        Checkpoint checkpoint() throws StoreUnavailableException, NotYetProvenException;
    }

    private static long index(String name, OptionalLong leafIndex, Checkpoint checkpoint) throws NotYetProvenException {
        if (leafIndex.isEmpty()) {
            throw new NotYetProvenException(name + ": waits for its place in the log");
        }
        if (leafIndex.getAsLong() >= checkpoint.size()) {
            throw new NotYetProvenException(name + ": leaf " + leafIndex.getAsLong()
                    + " is not covered by the latest checkpoint, of size " + checkpoint.size());
        }
        return leafIndex.getAsLong();
    }
}

package io.weft.ledger.proof;

import io.weft.ledger.proof.BatchProof.ShownReading;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What proves the events and readings of a thread to somebody who has only the log's key or one of its checkpoints. Its
 * container (docs/proof-format.md) has one form for one content: no byte can be added, left out or changed.
 *
 * @param checkpoint signed note
 * @param payloads   raw payloads, in the order in which the events first name them; each named
 * @param events     by index, each index once
 * @param batches    by index, each index once
 */
public record ProofBundle(byte[] checkpoint, List<byte[]> payloads, List<EventProof> events, List<BatchProof> batches) {

    private static final byte[] MAGIC = "weft-proof-bundle-v1\n".getBytes(StandardCharsets.US_ASCII);
    /** A tree of 2^63 leaves has no longer path. */
    private static final int MAXIMUM_PATH = 63;
    private static final int MINIMUM_EVENT_BYTES = 28;
    private static final int MINIMUM_BATCH_BYTES = 24;
    private static final int MINIMUM_READING_BYTES = 40;

    /** Items that it speaks of: events and readings. */
    public long items() {
        return events.size() + batches.stream().mapToLong(batch -> batch.readings().size()).sum();
    }

    /** The stream is left open. */
    public void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.write(MAGIC);
        part(data, checkpoint);
        data.writeInt(payloads.size());
        for (byte[] payload : payloads) {
            part(data, payload);
        }
        data.writeInt(events.size());
        for (EventProof event : events) {
            data.writeInt(event.payload());
            data.writeLong(event.index());
            hashes(data, event.path());
            part(data, event.evidence().secret());
            part(data, event.evidence().envelope());
            part(data, event.body());
        }
        data.writeInt(batches.size());
        for (BatchProof batch : batches) {
            data.writeLong(batch.index());
            hashes(data, batch.path());
            part(data, batch.evidence().envelope());
            data.writeInt(batch.readings().size());
            for (ShownReading reading : batch.readings()) {
                data.writeInt(reading.ordinal());
                data.write(reading.leafHash());
                part(data, reading.reading());
            }
            hashes(data, batch.hidden());
        }
        data.flush();
    }

    /** @throws MalformedProofException if the bytes are not a bundle in its one form; what it claims is not checked */
    public static ProofBundle read(byte[] bytes) throws MalformedProofException {
        ByteReader reader = new ByteReader("bundle", bytes);
        reader.literal(MAGIC, "first line");
        byte[] checkpoint = reader.part("checkpoint");
        List<byte[]> payloads = payloads(reader);
        List<EventProof> events = events(reader, payloads.size());
        List<BatchProof> batches = batches(reader);
        reader.end();
        return new ProofBundle(checkpoint, payloads, events, batches);
    }

    private static List<byte[]> payloads(ByteReader reader) throws MalformedProofException {
        int count = reader.count("payloads", Integer.BYTES);
        List<byte[]> payloads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            payloads.add(reader.part("payload " + i));
        }
        return List.copyOf(payloads);
    }

    private static List<EventProof> events(ByteReader reader, int payloads) throws MalformedProofException {
        int count = reader.count("events", MINIMUM_EVENT_BYTES);
        List<EventProof> events = new ArrayList<>(count);
        int named = 0;
        long last = -1;
        for (int i = 0; i < count; i++) {
            String name = "event " + i + ": ";
            int start = reader.position();
            int payload = reader.count(name + "payload");
            if (payload > named || payload >= payloads) {
                throw reader.malformed(start, name + "payload " + payload + " is not the next one of " + payloads
                        + " or an earlier one");
            }
            named = Math.max(named, payload + 1);
            last = index(reader, name, last);
            List<byte[]> path = hashes(reader, name + "path", MAXIMUM_PATH);
            byte[] secret = reader.part(name + "secret", Salts.SECRET_BYTES);
            byte[] envelope = reader.part(name + "envelope");
            byte[] body = reader.part(name + "body");
            events.add(new EventProof(payload, new EventEvidence(secret, envelope), body, last, path));
        }
        if (named != payloads) {
            throw reader.malformed(reader.position(), "payload " + named + " is named by no event");
        }
        return List.copyOf(events);
    }

    private static List<BatchProof> batches(ByteReader reader) throws MalformedProofException {
        int count = reader.count("batches", MINIMUM_BATCH_BYTES);
        List<BatchProof> batches = new ArrayList<>(count);
        long last = -1;
        for (int i = 0; i < count; i++) {
            String name = "batch " + i + ": ";
            last = index(reader, name, last);
            List<byte[]> path = hashes(reader, name + "path", MAXIMUM_PATH);
            byte[] envelope = reader.part(name + "envelope");
            List<ShownReading> readings = readings(reader, name);
            List<byte[]> hidden = hashes(reader, name + "hidden", Integer.MAX_VALUE);
            batches.add(new BatchProof(new BatchEvidence(envelope), last, path, readings, hidden));
        }
        return List.copyOf(batches);
    }

    private static List<ShownReading> readings(ByteReader reader, String batch) throws MalformedProofException {
        int start = reader.position();
        int count = reader.count(batch + "readings", MINIMUM_READING_BYTES);
        if (count == 0) {
            throw reader.malformed(start, batch + "shows no reading");
        }
        List<ShownReading> readings = new ArrayList<>(count);
        int last = -1;
        for (int i = 0; i < count; i++) {
            int at = reader.position();
            int ordinal = reader.count(batch + "ordinal");
            if (ordinal <= last) {
                throw reader.malformed(at, batch + "ordinal " + ordinal + " does not come after " + last);
            }
            last = ordinal;
            readings.add(new ShownReading(ordinal, reader.hash(batch + "leaf hash"), reader.part(batch + "reading")));
        }
        return List.copyOf(readings);
    }

    private static long index(ByteReader reader, String name, long last) throws MalformedProofException {
        int start = reader.position();
        long index = reader.index(name + "index");
        if (index <= last) {
            throw reader.malformed(start, name + "index " + index + " does not come after " + last);
        }
        return index;
    }

    private static List<byte[]> hashes(ByteReader reader, String name, int maximum) throws MalformedProofException {
        int start = reader.position();
        int count = reader.count(name, ByteReader.HASH_BYTES);
        if (count > maximum) {
            throw reader.malformed(start, name + " has " + count + " hashes, more than " + maximum);
        }
        List<byte[]> hashes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hashes.add(reader.hash(name));
        }
        return List.copyOf(hashes);
    }

    private static void part(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }

    private static void hashes(DataOutputStream out, List<byte[]> hashes) throws IOException {
        out.writeInt(hashes.size());
        for (byte[] hash : hashes) {
            out.write(hash);
        }
    }
}

package io.weft.fabric.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyValue;

/** The contract's entries on the channel. Anchors and identities are written once; a head and a key are replaced. */
final class Ledger {

    private static final String ANCHOR = "anchor";
    private static final String IDENTITY = "id";
    private static final String HEAD = "head";
    private static final String KEY = "key";
    private static final String OWNER = "owner";

    private final ChaincodeStub stub;

    Ledger(ChaincodeStub stub) {
        this.stub = stub;
    }

    Head head(String origin) {
        return read(HEAD, origin).map(Head::parse).orElse(Head.EMPTY);
    }

    Optional<String> anchored(String origin, long size) {
        return read(ANCHOR, origin, digits(size));
    }

    /** The record of a checkpoint by its identity. */
    Optional<String> byId(String id) {
        return read(IDENTITY, id).flatMap(place -> {
            int space = place.indexOf(' ');
            return anchored(place.substring(space + 1), Long.parseLong(place.substring(0, space)));
        });
    }

    void store(SignedCheckpoint checkpoint, String record) {
        String origin = checkpoint.text().origin();
        long size = checkpoint.text().size();
        write(record, ANCHOR, origin, digits(size));
        write(size + " " + origin, IDENTITY, checkpoint.id());
        write(new Head(size, checkpoint.root()).stored(), HEAD, origin);
    }

    /** Records above a size in order of size; for an evaluated call, since Fabric pages only those. */
    List<String> page(String origin, long afterSize, int limit) {
        // A bookmark is the key to go on from, so any key serves as one.
        String from = key(ANCHOR, origin, digits(afterSize + 1));
        try (var page = stub.getStateByPartialCompositeKeyWithPagination(
                stub.createCompositeKey(ANCHOR, origin), limit, from)) {
            return texts(page);
        } catch (Exception e) {
            throw new IllegalStateException("page of '" + origin + "': " + e.getMessage(), e);
        }
    }

    Optional<KeyRecord> key(String origin, String keyId) {
        return read(KEY, origin, keyId).map(json -> KeyRecord.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    void store(KeyRecord key) {
        write(key.json(), KEY, key.origin(), key.keyId());
    }

    List<String> keys(String origin) {
        try (var all = stub.getStateByPartialCompositeKey(stub.createCompositeKey(KEY, origin))) {
            return texts(all);
        } catch (Exception e) {
            throw new IllegalStateException("keys of '" + origin + "': " + e.getMessage(), e);
        }
    }

    Optional<String> owner(String origin) {
        return read(OWNER, Epoch.base(origin));
    }

    void storeOwner(String origin, String organization) {
        write(organization, OWNER, Epoch.base(origin));
    }

    private static List<String> texts(Iterable<KeyValue> entries) {
        List<String> texts = new ArrayList<>();
        entries.forEach(entry -> texts.add(new String(entry.getValue(), StandardCharsets.UTF_8)));
        return texts;
    }

    private Optional<String> read(String kind, String... parts) {
        byte[] value = stub.getState(key(kind, parts));
        return value == null || value.length == 0
                ? Optional.empty() : Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    private void write(String value, String kind, String... parts) {
        stub.putState(key(kind, parts), value.getBytes(StandardCharsets.UTF_8));
    }

    private String key(String kind, String... parts) {
        return stub.createCompositeKey(kind, parts).toString();
    }

    /** As many digits as keep the order of keys that of sizes. */
    private static String digits(long size) {
        return String.format("%020d", size);
    }
}

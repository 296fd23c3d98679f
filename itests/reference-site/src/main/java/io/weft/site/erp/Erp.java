package io.weft.site.erp;

import io.weft.site.hub.CounterpartServer;
import io.weft.site.hub.Door;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ERP system. It posts each goods receipt that the hub delivers once, however often it is delivered. */
public final class Erp implements AutoCloseable {

    private final Door door;
    private final CounterpartServer server;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<byte[]> posted = new CopyOnWriteArrayList<>();

    /** @param user and password with which the hub must call {@link #receiptAddress()} */
    public Erp(Door door, String user, String password) throws IOException {
        this.door = door;
        this.server = new CounterpartServer("/sap/bc/idoc_xml", user, password, this::post);
    }

    /** Where the hub delivers goods receipts. */
    public URI receiptAddress() {
        return server.address();
    }

    public Door door() {
        return door;
    }

    /** Goods receipts that were posted because the hub delivered them. */
    public List<byte[]> posted() {
        return List.copyOf(posted);
    }

    /** Sends an IDoc; the port's transaction is the Idempotency-Key. */
    public Map<String, Object> send(String transaction, byte[] idoc) throws IOException, InterruptedException {
        return door.send(transaction, idoc);
    }

    private void post(String idempotencyKey, byte[] payload) {
        if (known.add(idempotencyKey)) {
            posted.add(payload);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

package io.weft.site.erp;

import io.weft.site.hub.CounterpartServer;
import io.weft.site.hub.Door;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ERP system. It posts each goods movement that the hub delivers once, however often it is delivered. */
public final class Erp implements AutoCloseable {

    private final Door door;
    private final CounterpartServer server;
    private final CounterpartServer statusServer;
    private final Map<String, String> states = new ConcurrentSkipListMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<byte[]> posted = new CopyOnWriteArrayList<>();
    private final List<Transfer> transfers = new CopyOnWriteArrayList<>();

    /** A transfer posting within a batch's stock. @param movement 321 to unrestricted use, 350 to blocked stock */
    public record Transfer(String batch, String movement, String quantity, String unit) {
    }

    /** @param user and password with which the hub must call {@link #receiptAddress()} */
    public Erp(Door door, String user, String password) throws IOException {
        this.door = door;
        this.server = new CounterpartServer("/sap/bc/idoc_xml", user, password, this::post);
        this.statusServer = new CounterpartServer("/sap/bc/idoc_status", user, password, this::note);
    }

    /** Where the hub delivers goods movements: receipts, and the postings that follow from a usage decision. */
    public URI receiptAddress() {
        return server.address();
    }

    /** Where the hub tells what became of an IDoc (ALEAUD01). */
    public URI statusAddress() {
        return statusServer.address();
    }

    /** Status of each IDoc that was answered, by its number. */
    public Map<String, String> states() {
        return Map.copyOf(states);
    }

    public Door door() {
        return door;
    }

    /** Goods receipts that were posted because the hub delivered them. */
    public List<byte[]> posted() {
        return List.copyOf(posted);
    }

    /** Transfer postings that followed from what the hub told of decisions. */
    public List<Transfer> transfers() {
        return List.copyOf(transfers);
    }

    /** Sends an IDoc; the port's transaction is the Idempotency-Key. */
    public Map<String, Object> send(String transaction, byte[] idoc) throws IOException, InterruptedException {
        return door.send(transaction, idoc);
    }

    private void post(String idempotencyKey, byte[] payload) {
        if (known.add(idempotencyKey)) {
            String text = new String(payload, StandardCharsets.UTF_8);
            if (text.contains("<GM_CODE>04</GM_CODE>")) {
                String item = text.substring(text.indexOf("<E1BP2017_GM_ITEM_CREATE"));
                transfers.add(new Transfer(value(item, "BATCH"), value(item, "MOVE_TYPE"), value(item, "ENTRY_QNT"),
                        value(item, "ENTRY_UOM_ISO")));
            } else {
                posted.add(payload);
            }
        }
    }

    private void note(String idempotencyKey, byte[] audit) {
        String text = new String(audit, StandardCharsets.UTF_8);
        String state = text.substring(text.indexOf("<E1STATE"));
        states.put(value(state, "DOCNUM"), value(state, "STATUS"));
    }

    private static String value(String segment, String field) {
        int from = segment.indexOf("<" + field + ">") + field.length() + 2;
        return segment.substring(from, segment.indexOf("</" + field + ">", from));
    }

    @Override
    public void close() {
        statusServer.close();
        server.close();
    }
}

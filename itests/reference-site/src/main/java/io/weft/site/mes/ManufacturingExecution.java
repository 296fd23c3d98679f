package io.weft.site.mes;

import io.weft.event.CanonicalJson;
import io.weft.launcher.HubClient;
import io.weft.site.hub.CounterpartServer;
import io.weft.site.hub.Door;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The MES of the plant. Before it feeds a lot it asks the interlock, and it feeds only what it was allowed to; its own log
 * says what it asked, what it was answered, and what went into the vessel. What was decided on a lot it is told, and notes.
 */
public final class ManufacturingExecution implements AutoCloseable {

    private final HubClient client;
    private final Door door;
    private final CounterpartServer server;
    private final List<Entry> log = new ArrayList<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<LotStatus> statuses = new CopyOnWriteArrayList<>();

    /** What the operator sees in the MES's log. */
    public enum Kind {
        ASKED, REFUSED, FED
    }

    /** One line of the log. @param detail reasons of a refusal by comma, else empty */
    public record Entry(Kind kind, String order, String lot, String detail) {

        /** As the operator reads it. */
        public String line() {
            return String.format("%-7s  order %s  lot %s  %s", kind, order, lot, detail).strip();
        }
    }

    /** A lot's status as the MES was told it. @param by the person who decided */
    public record LotStatus(String lot, String material, String status, String by) {
    }

    /** @param user and password with which the hub must call {@link #statusAddress()} */
    public ManufacturingExecution(HubClient client, Door door, String user, String password) throws IOException {
        this.client = client;
        this.door = door;
        this.server = new CounterpartServer("/b2mml/lot-status", user, password, this::note);
    }

    /** Where the hub tells what was decided on a lot (SyncMaterialLot). */
    public URI statusAddress() {
        return server.address();
    }

    /** What it was told, once however often it was delivered. */
    public List<LotStatus> statuses() {
        return List.copyOf(statuses);
    }

    public Door door() {
        return door;
    }

    public Map<String, Object> tell(String key, byte[] document) throws IOException, InterruptedException {
        return door.send(key, document);
    }

    /**
     * Asks, and feeds if that is allowed.
     *
     * @param kilograms with a decimal point
     * @return the interlock's answer: {@code allowed}, {@code reasons}
     * @throws IOException if there is no answer; then nothing is fed
     */
    public Map<String, Object> feed(String order, String gtin, String lot, String kilograms, String operator)
            throws IOException, InterruptedException {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("order", order);
        question.put("gtin", gtin);
        question.put("lot", lot);
        question.put("quantity", new java.math.BigDecimal(kilograms));
        question.put("uom", "KGM");
        question.put("by", operator);
        question.put("equipment", "vessel V-7");
        log.add(new Entry(Kind.ASKED, order, lot, ""));
        HubClient.Answer answer = client.post("/interlock/plant/feeding", "application/json", Map.of(),
                CanonicalJson.write(question));
        if (answer.status() != 200) {
            throw new IOException("the interlock gave no answer: " + answer.status() + " " + answer.text());
        }
        Map<String, Object> said = answer.json();
        if (Boolean.TRUE.equals(said.get("allowed"))) {
            log.add(new Entry(Kind.FED, order, lot, ""));
        } else {
            log.add(new Entry(Kind.REFUSED, order, lot, String.join(",", codes(said))));
        }
        return said;
    }

    /** Codes of a refusal's reasons. */
    public static List<String> codes(Map<String, Object> answer) {
        return ((List<?>) answer.get("reasons")).stream().map(reason -> String.valueOf(((Map<?, ?>) reason).get("code")))
                .toList();
    }

    public List<Entry> log() {
        return List.copyOf(log);
    }

    /** How often an entry of this kind stands in the log. */
    public long count(Kind kind) {
        return log.stream().filter(entry -> entry.kind() == kind).count();
    }

    private void note(String idempotencyKey, byte[] document) {
        if (known.add(idempotencyKey)) {
            statuses.add(B2mml.lotStatus(new String(document, StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

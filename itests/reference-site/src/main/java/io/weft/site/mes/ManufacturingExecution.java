package io.weft.site.mes;

import io.weft.event.CanonicalJson;
import io.weft.launcher.HubClient;
import io.weft.site.hub.Door;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The MES of the plant. Before it feeds a lot it asks the interlock, and it feeds only what it was allowed to; its own log
 * says what it asked, what it was answered, and what went into the vessel.
 */
public final class ManufacturingExecution {

    private final HubClient client;
    private final Door door;
    private final List<Entry> log = new ArrayList<>();

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

    public ManufacturingExecution(HubClient client, Door door) {
        this.client = client;
        this.door = door;
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
}

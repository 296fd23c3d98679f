package io.weft.fire.ledger;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What the contract keeps of an anchor.
 *
 * @param root hexadecimal
 */
record Anchor(String origin, long size, String root, long previousSize, String previousRoot, String transaction) {

    static List<Anchor> page(String json) throws IOException {
        return ((List<?>) read(json)).stream().map(record -> of((Map<?, ?>) record)).toList();
    }

    static Anchor parse(String json) throws IOException {
        return of((Map<?, ?>) read(json));
    }

    /** The size in the contract's answer to {@code head}. */
    static long headSize(String json) throws IOException {
        return size((Map<?, ?>) read(json), "size");
    }

    private static Anchor of(Map<?, ?> record) {
        return new Anchor((String) record.get("origin"), size(record, "size"), (String) record.get("root"),
                size(record, "previousSize"), (String) record.get("previousRoot"), (String) record.get("transaction"));
    }

    private static long size(Map<?, ?> record, String member) {
        return ((BigDecimal) record.get(member)).longValueExact();
    }

    private static Object read(String json) throws IOException {
        try {
            return CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new IOException("the contract's answer is no JSON: " + e.getMessage(), e);
        }
    }
}

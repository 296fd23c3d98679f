package io.weft.ledger.fabric;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the contract keeps of an anchor (plugins/ledger-fabric-contract).
 *
 * @param id          SHA-256 of the checkpoint's three lines, hexadecimal
 * @param root        hexadecimal
 * @param transaction that wrote it
 * @param json        the whole of it, as the contract answers it
 */
record AnchorRecord(String id, String origin, long size, String root, long previousSize, String transaction, byte[] json) {

    static AnchorRecord parse(byte[] json) throws ChannelException {
        try {
            Map<?, ?> members = (Map<?, ?>) CanonicalJson.read(json);
            return new AnchorRecord((String) members.get("id"), (String) members.get("origin"), size(members, "size"),
                    (String) members.get("root"), size(members, "previousSize"), (String) members.get("transaction"), json);
        } catch (JsonException | RuntimeException e) {
            throw new ChannelException("the contract's record is not in its form: " + e.getMessage(), e);
        }
    }

    /** Of a page of records, the sizes. */
    static List<Long> sizes(byte[] json) throws ChannelException {
        try {
            List<Long> sizes = new ArrayList<>();
            for (Object record : (List<?>) CanonicalJson.read(json)) {
                sizes.add(size((Map<?, ?>) record, "size"));
            }
            return sizes;
        } catch (JsonException | RuntimeException e) {
            throw new ChannelException("the contract's page is not in its form: " + e.getMessage(), e);
        }
    }

    /** The checkpoint as the log signed it. */
    byte[] note() throws ChannelException {
        try {
            return ((String) ((Map<?, ?>) CanonicalJson.read(json)).get("note")).getBytes(StandardCharsets.UTF_8);
        } catch (JsonException | RuntimeException e) {
            throw new ChannelException("the contract's record has no note: " + e.getMessage(), e);
        }
    }

    private static long size(Map<?, ?> members, String name) {
        return ((BigDecimal) members.get(name)).longValueExact();
    }
}

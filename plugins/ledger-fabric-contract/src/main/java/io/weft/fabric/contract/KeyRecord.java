package io.weft.fabric.contract;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A log's public key and who vouches for it.
 *
 * @param approvals   organizations (MSP IDs), first approver first
 * @param revocations the size from which each organization wants it revoked
 */
record KeyRecord(String origin, String keyId, String verifierKey, List<String> approvals, Map<String, Long> revocations) {

    /** One organization alone neither lets a key in nor takes one away. */
    static final int ORGANIZATIONS = 2;

    KeyRecord {
        approvals = List.copyOf(approvals);
        revocations = Collections.unmodifiableMap(new TreeMap<>(revocations));
    }

    static KeyRecord proposed(String origin, String keyId, String verifierKey) {
        return new KeyRecord(origin, keyId, verifierKey, List.of(), Map.of());
    }

    /** @param organization one that has not approved it yet */
    KeyRecord approvedBy(String organization) {
        List<String> more = new ArrayList<>(approvals);
        more.add(organization);
        return new KeyRecord(origin, keyId, verifierKey, more, revocations);
    }

    /** An organization's later word replaces its earlier one. */
    KeyRecord revokedBy(String organization, long fromSize) {
        Map<String, Long> more = new TreeMap<>(revocations);
        more.put(organization, fromSize);
        return new KeyRecord(origin, keyId, verifierKey, approvals, more);
    }

    boolean isActive() {
        return approvals.size() >= ORGANIZATIONS;
    }

    /** The size that two organizations agree on; the smallest if there is more than one. */
    OptionalLong revokedFrom() {
        return revocations.values().stream()
                .filter(size -> Collections.frequency(revocations.values(), size) >= ORGANIZATIONS)
                .mapToLong(Long::longValue).min();
    }

    String state() {
        if (revokedFrom().isPresent()) {
            return "REVOKED";
        }
        return isActive() ? "ACTIVE" : "PENDING";
    }

    String json() {
        Map<String, Object> members = new TreeMap<>();
        members.put("origin", origin);
        members.put("keyId", keyId);
        members.put("verifierKey", verifierKey);
        members.put("approvals", approvals);
        members.put("revocations", revocations);
        members.put("state", state());
        return new String(CanonicalJson.write(members), StandardCharsets.UTF_8);
    }

    static KeyRecord parse(byte[] json) {
        try {
            Map<?, ?> members = (Map<?, ?>) CanonicalJson.read(json);
            Map<String, Long> revocations = new TreeMap<>();
            ((Map<?, ?>) members.get("revocations")).forEach(
                    (organization, size) -> revocations.put((String) organization, ((BigDecimal) size).longValueExact()));
            List<String> approvals = ((List<?>) members.get("approvals")).stream().map(String.class::cast).toList();
            return new KeyRecord((String) members.get("origin"), (String) members.get("keyId"),
                    (String) members.get("verifierKey"), approvals, revocations);
        } catch (JsonException e) {
            throw new IllegalStateException("stored key: " + e.getMessage(), e);
        }
    }
}

package io.weft.ledger.fabric;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What the channel holds an origin to be anchored up to.
 *
 * @param root 64 hexadecimal digits; zeros at size 0
 */
record Head(long size, String root) {

    static Head parse(byte[] json) throws ChannelException {
        try {
            Map<?, ?> members = (Map<?, ?>) CanonicalJson.read(json);
            return new Head(((BigDecimal) members.get("size")).longValueExact(), (String) members.get("root"));
        } catch (JsonException | RuntimeException e) {
            throw new ChannelException("the contract's head is not in its form: " + e.getMessage(), e);
        }
    }
}

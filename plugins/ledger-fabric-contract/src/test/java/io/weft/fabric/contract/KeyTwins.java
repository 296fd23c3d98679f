package io.weft.fabric.contract;

import io.weft.event.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Two keys of one name with the same ID: of 32 bits, so some hundred thousand keys hold such a pair. */
final class KeyTwins {

    private KeyTwins() {
    }

    static List<String> find(String name) {
        Random random = new Random(1);
        Map<String, byte[]> seen = new HashMap<>();
        while (true) {
            byte[] typed = new byte[33];
            random.nextBytes(typed);
            typed[0] = 1;
            // Below the field's prime, so that it is a key's encoding.
            typed[32] &= 0x3f;
            byte[] hash = Digests.sha256((name + "\n").getBytes(StandardCharsets.UTF_8), typed);
            String id = HexFormat.of().formatHex(Arrays.copyOf(hash, 4));
            byte[] twin = seen.put(id, typed);
            if (twin != null) {
                return List.of(text(name, id, twin), text(name, id, typed));
            }
        }
    }

    private static String text(String name, String id, byte[] typed) {
        return name + "+" + id + "+" + Base64.getEncoder().encodeToString(typed);
    }
}

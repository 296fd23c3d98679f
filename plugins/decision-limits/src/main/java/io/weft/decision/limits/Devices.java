package io.weft.decision.limits;

import java.util.List;

/**
 * Which devices count.
 *
 * @param patterns canonical identifiers; one that ends in {@code *} stands for all that begin like it
 */
record Devices(List<String> patterns) {

    boolean contain(String device) {
        return patterns.stream().anyMatch(pattern -> pattern.endsWith("*")
                ? device.startsWith(pattern.substring(0, pattern.length() - 1)) : device.equals(pattern));
    }

    boolean all() {
        return patterns.contains("*");
    }
}

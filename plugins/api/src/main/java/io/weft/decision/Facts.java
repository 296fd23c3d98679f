package io.weft.decision;

import java.util.List;

/**
 * Committed facts in an order that never changes.
 *
 * @param from cursor before the first
 * @param to   cursor after the last
 */
public record Facts(String from, String to, List<Fact> facts) {
}

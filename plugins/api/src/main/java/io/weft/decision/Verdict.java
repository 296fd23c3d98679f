package io.weft.decision;

import java.util.List;

/**
 * @param state     what the policy wants to see again, in a form of its own
 * @param decisions to be evidenced; empty if there is nothing to say
 */
public record Verdict(byte[] state, List<Decision> decisions) {
}

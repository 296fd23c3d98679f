package io.weft.decision;

import io.weft.event.EvidenceClass;
import java.util.Map;
import java.util.Set;

/**
 * One decision as an EPCIS event in the making.
 *
 * @param epcis   the event with its eventID, which the policy derives from what it decides on, so that deciding the same
 *                again adds nothing; a value as {@code io.weft.event.CanonicalJson} describes it
 * @param grounds the exact text that the event rests on (readings and limits), kept as its raw payload, UTF-8
 */
public record Decision(Map<String, Object> epcis, Set<EvidenceClass> classes, byte[] grounds) {
}

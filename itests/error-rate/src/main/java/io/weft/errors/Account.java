package io.weft.errors;

import java.util.List;

/**
 * What a store has and says of one delivery at the end.
 *
 * @param reports what it said against the delivery's messages: codes of rejections and of findings
 * @param right   whether what it has is the truth
 */
public record Account(List<String> reports, boolean right) {
}

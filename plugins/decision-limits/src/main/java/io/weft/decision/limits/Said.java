package io.weft.decision.limits;

/**
 * What was last said of a rule that has decided.
 *
 * @param event    eventID of the deviation, or of the latest statement about it
 * @param time     its source time in ticks
 * @param exceeded whether the allowance was exceeded by what was known then
 */
record Said(String event, long time, boolean exceeded) {
}

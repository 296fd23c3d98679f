package io.weft.decision.interlock;

/**
 * Why a lot must not be fed.
 *
 * @param code    closed set, for programs
 * @param detail  for people
 * @param subject deviation that holds the lot, or the lot that must go first; empty for the rest
 */
record Refusal(Code code, String detail, String subject) {

    enum Code {
        /** No system told of the lot. */
        UNKNOWN_LOT,
        /** A deviation holds it; the subject is the deviation's id. */
        HELD,
        /** Its last day of use is over. */
        EXPIRED,
        /** It must be tested again first. */
        RETEST_DUE,
        /** Quality has not released it. */
        UNRELEASED,
        /** Another lot must go first; the subject is that lot. A named person may make an exception. */
        ROTATION
    }
}

package io.weft.decision.stability;

/** What is used of an allowance; {@code left} is negative if it is overdrawn. Ticks of 100 ns. */
record Budget(Allowance allowance, long used, long left) {
}

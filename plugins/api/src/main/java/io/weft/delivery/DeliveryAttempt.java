package io.weft.delivery;

import java.time.Instant;

/**
 * One attempt at a delivery, or what a person did with it.
 *
 * @param at      hub clock, when the answer came
 * @param answer  {@code ACCEPTED}, {@code REFUSED}, {@code UNANSWERED}, {@code RESENT} or {@code SKIPPED}
 * @param detail  reference, reason, or who did it and why
 * @param payload the bytes that were sent; empty if none were
 */
public record DeliveryAttempt(Instant at, String answer, String detail, byte[] payload) {
}

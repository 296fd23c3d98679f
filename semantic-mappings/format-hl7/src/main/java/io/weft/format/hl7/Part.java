package io.weft.format.hl7;

/** What a message consists of. */
sealed interface Part permits Segment, Group {
}

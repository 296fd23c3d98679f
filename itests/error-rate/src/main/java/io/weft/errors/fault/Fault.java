package io.weft.errors.fault;

import io.weft.errors.delivery.Document;

/**
 * The truth about one fault. A delivery has at most one.
 *
 * @param row      of the delivery
 * @param document that it is in; the first, if it is in two
 * @param change   what was done
 */
public record Fault(FaultKind kind, int row, Document.Kind document, String change) {
}

package io.weft.bench.documents;

/**
 * @param perSecond      documents
 * @param latencyNanos   of each document, ascending
 */
record Round(double perSecond, long[] latencyNanos) {
}

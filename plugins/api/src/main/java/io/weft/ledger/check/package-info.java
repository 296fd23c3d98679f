/**
 * The self-check: what is stored, held against what the log and its sinks say. {@link io.weft.ledger.check.StoredRecords} offers
 * the rows as they are, {@link io.weft.ledger.check.HeldCheckpoints} what a sink holds, {@link io.weft.ledger.check.SelfCheck} compares.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.ledger.check;

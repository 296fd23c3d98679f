/**
 * The evidence log: one sequenced Merkle log per origin, its checkpoints and their sinks. A record's evidence passes four
 * states:
 * <dl>
 *   <dt>Recorded</dt>
 *   <dd>Envelope and leaf hash are committed in the store, in the same transaction as the record itself. Survives a crash
 *       of the hub and of the store. Nothing is promised to anybody outside yet.</dd>
 *   <dt>Batched</dt>
 *   <dd>The leaf has its place in the tree, committed together with every node that it completes. A crash before that
 *       commit leaves it Recorded; after it the place never changes. A store that is restored from a backup may lose it,
 *       and the log then notices that at its start.</dd>
 *   <dt>Committed</dt>
 *   <dd>A signed checkpoint covers it, kept beside the key first and in the store second. A crash in between is mended at
 *       the next start from the copy beside the key. From here on the hub cannot change it without contradicting its own
 *       signature, but nobody else may have seen that signature.</dd>
 *   <dt>Proven</dt>
 *   <dd>A sink outside the host holds such a checkpoint durably, and its receipt is in the store. Survives the loss of the
 *       host. A crash between sink and receipt offers the same checkpoint again, which the sink takes as a repeat.</dd>
 * </dl>
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.ledger;

/** Anchors the log's checkpoints on a Fabric channel. */
package io.weft.ledger.fabric;

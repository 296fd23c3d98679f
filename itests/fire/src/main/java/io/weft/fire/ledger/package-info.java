/** Checkpoints are anchored on a Fabric channel while its parts, or the hub, go away and come back. */
package io.weft.fire.ledger;

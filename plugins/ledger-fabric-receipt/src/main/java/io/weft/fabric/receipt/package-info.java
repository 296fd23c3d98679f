/**
 * Receipts of anchored checkpoints (docs/proof-format.md), and their verifier. JDK, protobuf and Fabric's messages only, so
 * that whoever verifies needs no peer, no gateway and no network.
 */
package io.weft.fabric.receipt;

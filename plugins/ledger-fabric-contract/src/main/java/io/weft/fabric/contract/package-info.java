/** The contract that anchors a log's checkpoints on a Fabric channel: chaincode as a service, a process of its own. */
package io.weft.fabric.contract;

/** Holds client list, server list and store against each other, and the log against its checkpoints. */
package io.weft.fire.check;

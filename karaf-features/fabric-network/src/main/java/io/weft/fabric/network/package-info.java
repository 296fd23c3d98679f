/** A small Fabric network of Fabric's own programs on this machine, for the demo, tests and a first look. */
package io.weft.fabric.network;

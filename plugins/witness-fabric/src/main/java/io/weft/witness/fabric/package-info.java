/** The witness's source on a Fabric channel: what the gateway's libraries are needed for, and nothing else. */
package io.weft.witness.fabric;

/** An OPC UA server in a process of its own, and what of it the hub stores, and when. */
package io.weft.bench.opcua;

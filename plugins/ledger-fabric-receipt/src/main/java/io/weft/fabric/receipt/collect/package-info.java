/** Gets receipts from a channel, by the gateway. */
package io.weft.fabric.receipt.collect;

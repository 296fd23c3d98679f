/** Readings at the hub's intake, beside COPY into the same table. */
package io.weft.bench.durable;

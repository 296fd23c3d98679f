/** A real PostgreSQL server beside the hub, with durable settings. */
package io.weft.database.embedded;

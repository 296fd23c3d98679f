/** The thread store in PostgreSQL. */
package io.weft.thread.postgres;

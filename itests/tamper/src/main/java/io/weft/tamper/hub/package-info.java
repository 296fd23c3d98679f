/** A hub that the demo filled, stopped, and what is left of it: its database, its key, its sinks. */
package io.weft.tamper.hub;

/** The hub as a process of its own that is configured, started, measured and killed from outside. */
package io.weft.fire.hub;

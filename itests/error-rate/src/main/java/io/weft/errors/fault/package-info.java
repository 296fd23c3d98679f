/** Puts known faults into documents and remembers them. Knows the documents and nothing of the hub. */
package io.weft.errors.fault;

/** The baseline: the same messages, parsed and stored without a check. */
package io.weft.errors.plain;

/** The hub that is measured, and its store as seen from outside. */
package io.weft.bench.hub;

/** The hub's own intake, store and match, in this process. */
package io.weft.errors.hub;

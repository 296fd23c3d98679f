/** Load that does not wait for the hub, by clients that keep a list of their own. */
package io.weft.fire.load;

/** Runs inside the hub: what {@link io.weft.fire.swap.AdapterBundle} packs. */
package io.weft.fire.bundle;

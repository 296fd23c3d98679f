/** {@code weft fire}: the hub under kills, hot swaps and many instances. */
package io.weft.fire;

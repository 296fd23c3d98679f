/**
 * A hub under test: the distribution, unpacked, run as a process of its own, watched from outside and killed at will.
 *
 * <p>{@link io.weft.itests.hub.Hub} is the process; {@link io.weft.itests.hub.HubConfiguration} its {@code etc/} folder;
 * {@link io.weft.itests.hub.HubManagement} what it tells over JMX; {@link io.weft.itests.hub.Listener} what the operating
 * system says of its sockets.
 */
package io.weft.itests.hub;

/**
 * The hub's counterparts at the reference site. Each speaks its own protocol over real sockets on the loopback address
 * and keeps its own account of what it sent. Nothing here depends on the hub.
 */
package io.weft.site;

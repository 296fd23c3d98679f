/**
 * camel-milo's client as a hub may run it. Camel 4.17.0 sets a certificate but not its chain, without which Milo 1.1 opens no
 * secure channel; it accepts any security policy unless told otherwise, and any server's certificate.
 */
package io.weft.camel.milo;

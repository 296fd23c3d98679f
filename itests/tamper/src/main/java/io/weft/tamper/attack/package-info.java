/** What an attacker does who owns database, disk and, as the insider, the key. */
package io.weft.tamper.attack;

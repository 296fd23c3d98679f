/** {@code weft evidence}: what evidence on Fabric is held to, by the programs that try each of it, in one report. */
package io.weft.evidencing;

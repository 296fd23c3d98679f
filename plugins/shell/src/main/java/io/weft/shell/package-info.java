/** {@code weft:*} commands of the Karaf shell: what the REST interface tells, for who works at the console. */
package io.weft.shell;

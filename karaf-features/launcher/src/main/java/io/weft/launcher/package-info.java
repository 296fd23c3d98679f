/**
 * The operator's commands: they start and stop one unpacked distribution and speak to it over its own REST interface,
 * so that whatever they do, another program can do too.
 */
package io.weft.launcher;

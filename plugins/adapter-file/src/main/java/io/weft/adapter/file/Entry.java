package io.weft.adapter.file;

import java.time.Instant;

/**
 * A regular file in a listed folder.
 *
 * @param name     without its folder
 * @param size     bytes
 * @param modified the clock of whoever keeps the directory; SFTP gives whole seconds
 */
record Entry(String name, long size, Instant modified) {
}

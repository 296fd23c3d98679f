package io.weft.adapter.file;

import java.io.IOException;

/** Opens a directory anew, after a start or a lost connection. */
@FunctionalInterface
interface Connector {

    Directory open() throws IOException;
}

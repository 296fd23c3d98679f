package io.weft.launcher;

import java.nio.file.Path;

/** Media type of a file by its ending. */
final class MediaTypes {

    private MediaTypes() {
    }

    static String of(Path file, String given) {
        if (!given.isEmpty()) {
            return given;
        }
        String name = file.getFileName().toString();
        if (name.endsWith(".xml")) {
            return "application/xml";
        }
        return name.endsWith(".json") || name.endsWith(".jsonld") ? "application/json" : "application/octet-stream";
    }
}

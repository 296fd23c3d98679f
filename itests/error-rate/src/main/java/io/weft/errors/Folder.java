package io.weft.errors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is there while a run needs it. */
record Folder(Path path) implements AutoCloseable {

    /** @param parent made if it is not there */
    static Folder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new Folder(Files.createTempDirectory(parent, "run-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}

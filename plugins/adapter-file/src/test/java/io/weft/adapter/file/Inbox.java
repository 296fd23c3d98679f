package io.weft.adapter.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The directory as its owner sees it. */
record Inbox(Path path) {

    /** As a careful writer does. */
    Inbox put(String name, byte[] bytes) throws IOException {
        Path written = Files.write(path.resolve("." + name + ".writing"), bytes);
        Files.move(written, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    Inbox put(String name, String text) throws IOException {
        return put(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Names in a folder without the hub's time in front, in order. */
    List<String> names(String folder) {
        Path listed = path.resolve(folder);
        if (!Files.isDirectory(listed)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(listed)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted()
                    .map(name -> name.replaceFirst("^\\d{8}T\\d{6}\\.\\d{3}Z_", "")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files anywhere below, by name, whatever the hub put in front. */
    boolean holds(String folder, String name) {
        return names(folder).contains(name);
    }
}

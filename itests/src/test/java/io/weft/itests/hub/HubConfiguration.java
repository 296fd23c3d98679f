package io.weft.itests.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A hub's {@code etc/} folder, edited as a person would edit it: whether the hub runs or not. */
public final class HubConfiguration {

    private final Path etc;

    HubConfiguration(Path etc) {
        this.etc = etc;
    }

    /** Sets one key, leaving the rest of the file as it is; the file is made if it is not there. */
    public void set(String file, String key, String value) {
        List<String> lines = new ArrayList<>(exists(file) ? read(file).lines().toList() : List.of());
        lines.removeIf(line -> line.strip().matches("\\Q" + key + "\\E\\s*[=:].*"));
        lines.add(key + " = " + value);
        replace(file, String.join("\n", lines) + "\n");
    }

    /** Writes a whole configuration, for example {@code io.weft.adapter.opcua-site.cfg}. */
    public void write(String file, Map<String, String> entries) {
        replace(
                file,
                entries.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                        .sorted()
                        .collect(Collectors.joining()));
    }

    public void delete(String file) {
        try {
            Files.delete(etc.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean exists(String file) {
        return Files.exists(etc.resolve(file));
    }

    public String read(String file) {
        try {
            return Files.readString(etc.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Swaps the file in one step: the hub polls this folder and would otherwise read half of it. */
    private void replace(String file, String content) {
        Path draft = etc.resolveSibling("." + file);
        try {
            Files.writeString(draft, content, StandardCharsets.UTF_8);
            Files.move(draft, etc.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

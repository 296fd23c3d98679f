package io.weft.adapter.file;

import io.weft.settings.Settings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code io.weft.adapter.filesink~<name>} says.
 *
 * @param faults one line each; with any nothing is written
 */
record FileSinkSettings(Path directory, DropSettings drop, List<String> faults) {

    static FileSinkSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        Set<String> keys = new HashSet<>(DropSettings.KEYS);
        keys.add("directory");
        settings.refuseUnknown(keys);
        settings.required("directory");
        Path directory = settings.path("directory").orElse(Path.of(""));
        DropSettings drop = DropSettings.of(settings);
        return new FileSinkSettings(directory, drop, settings.faults());
    }
}

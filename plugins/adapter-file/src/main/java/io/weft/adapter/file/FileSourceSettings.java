package io.weft.adapter.file;

import io.weft.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code io.weft.adapter.file~<name>} says.
 *
 * @param faults one line each; with any nothing is picked up
 */
record FileSourceSettings(Path directory, PickupSettings pickup, List<String> faults) {

    private static final Set<String> KEYS =
            Stream.concat(Stream.of("directory"), PickupSettings.KEYS.stream()).collect(Collectors.toSet());

    static FileSourceSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        settings.refuseUnknown(KEYS);
        settings.required("directory");
        Path directory = settings.path("directory").orElse(Path.of(""));
        PickupSettings pickup = PickupSettings.of(settings);
        return new FileSourceSettings(directory, pickup, settings.faults());
    }
}

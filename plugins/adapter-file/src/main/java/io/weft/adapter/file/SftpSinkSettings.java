package io.weft.adapter.file;

import io.weft.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code io.weft.adapter.sftpsink~<name>} says.
 *
 * @param faults one line each; with any nothing is written
 */
record SftpSinkSettings(SftpLogin login, String directory, DropSettings drop, List<String> faults) {

    static SftpSinkSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        Set<String> keys = new HashSet<>(DropSettings.KEYS);
        keys.addAll(SftpLogin.KEYS);
        keys.add("directory");
        settings.refuseUnknown(keys);
        SftpLogin login = SftpLogin.of(settings);
        String directory = settings.required("directory");
        DropSettings drop = DropSettings.of(settings);
        return new SftpSinkSettings(login, directory, drop, settings.faults());
    }
}

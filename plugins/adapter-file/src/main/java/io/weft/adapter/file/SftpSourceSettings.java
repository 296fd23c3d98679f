package io.weft.adapter.file;

import io.weft.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code io.weft.adapter.sftp~<name>} says.
 *
 * @param faults one line each; with any nothing is picked up
 */
record SftpSourceSettings(SftpLogin login, String directory, PickupSettings pickup, List<String> faults) {

    static SftpSourceSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        Set<String> keys = new HashSet<>(PickupSettings.KEYS);
        keys.addAll(SftpLogin.KEYS);
        keys.add("directory");
        settings.refuseUnknown(keys);
        SftpLogin login = SftpLogin.of(settings);
        String directory = settings.required("directory");
        PickupSettings pickup = PickupSettings.of(settings);
        return new SftpSourceSettings(login, directory, pickup, settings.faults());
    }
}

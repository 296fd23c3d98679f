package io.weft.decision.interlock;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a configuration says.
 *
 * @param name   what follows {@code ~} in the PID
 * @param faults one line each, naming key, value and rule; with one nothing is answered
 */
record Settings(String name, Rotation rotation, ZoneId zone, List<String> faults) {

    static Settings of(InterlockConfiguration configuration) {
        List<String> faults = new ArrayList<>();
        String pid = configuration.service_pid();
        String name = pid.substring(pid.indexOf('~') + 1);
        return new Settings(name, rotation(configuration.rotation(), faults), zone(configuration.zone(), faults),
                List.copyOf(faults));
    }

    private static Rotation rotation(String text, List<String> faults) {
        for (Rotation rotation : Rotation.values()) {
            if (rotation.name().equals(text.strip())) {
                return rotation;
            }
        }
        faults.add("rotation: '" + text + "' is none of " + Arrays.toString(Rotation.values()));
        return Rotation.NONE;
    }

    private static ZoneId zone(String text, List<String> faults) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            faults.add("zone: '" + text + "' is no IANA time zone");
            return ZoneOffset.UTC;
        }
    }
}

package io.weft.engine.serving;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** One code list of the site: the file {@code etc/io.weft.codelist-<name>.cfg}. */
@Component(service = CodeList.class, configurationPid = CodeList.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class CodeList {

    static final String PID = "io.weft.codelist";
    private static final String ENTRY = "entry.";

    private final String name;
    private final Map<String, String> entries;

    @Activate
    public CodeList(Map<String, ?> configuration) {
        String pid = String.valueOf(configuration.get("service.pid"));
        name = pid.substring(Math.max(pid.indexOf('~'), PID.length()) + 1);
        entries = new LinkedHashMap<>();
        configuration.forEach((key, value) -> {
            if (key.startsWith(ENTRY)) {
                entries.put(key.substring(ENTRY.length()), String.valueOf(value).strip());
            }
        });
    }

    String name() {
        return name;
    }

    Map<String, String> entries() {
        return entries;
    }
}

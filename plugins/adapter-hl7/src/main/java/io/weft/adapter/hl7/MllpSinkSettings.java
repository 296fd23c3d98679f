package io.weft.adapter.hl7;

import io.weft.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code io.weft.adapter.hl7sink~<name>} says.
 *
 * @param faults one line each; with any nothing is sent
 */
record MllpSinkSettings(String instance, String system, String host, int port, Optional<Tls> tls, int timeoutSeconds,
        int maximumBytes, List<String> faults) {

    static MllpSinkSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        String system = settings.required("system");
        String host = settings.text("host", "127.0.0.1");
        int port = settings.requiredNumber("port", 0, 65535);
        Optional<Tls> tls = Tls.of(settings);
        if (settings.text("truststore", "").isEmpty() && !settings.flag("plaintext", false) && !settings.loopback("host", host)) {
            settings.fault("host", host, "is not loopback: set truststore and truststorePasswordFile, or plaintext = true");
        }
        int timeout = settings.number("timeoutSeconds", 10, 1, 600);
        return new MllpSinkSettings(settings.instance(), system, host, port, tls, timeout,
                settings.number("maximumBytes", 64 * 1024, 1, 4 * 1024 * 1024), settings.faults());
    }
}

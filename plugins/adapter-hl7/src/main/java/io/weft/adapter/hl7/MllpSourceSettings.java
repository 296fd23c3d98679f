package io.weft.adapter.hl7;

import io.weft.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code io.weft.adapter.hl7~<name>} says.
 *
 * @param errorWhenQuarantined answer AE instead of AA to what was quarantined
 * @param closeWhenUnavailable close without an answer, instead of AR, when nothing can be taken
 * @param faults               one line each; with any nothing is served
 */
record MllpSourceSettings(String instance, String system, String format, String epoch, String host, int port,
        Optional<Tls> tls, AllowedPeers allowed, int maximumBytes, int maximumConnections, int idleSeconds,
        int messageSeconds, boolean errorWhenQuarantined, boolean closeWhenUnavailable, List<String> faults) {

    static MllpSourceSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        String system = settings.required("system");
        String host = settings.text("host", "127.0.0.1");
        int port = settings.requiredNumber("port", 0, 65535);
        boolean loopback = settings.loopback("host", host);
        Optional<Tls> tls = Tls.of(settings);
        AllowedPeers allowed = AllowedPeers.of(settings);
        if (!loopback && settings.text("keystore", "").isEmpty() && !settings.flag("plaintext", false)) {
            settings.fault("host", host, "is not loopback: set keystore and keystorePasswordFile, or plaintext = true");
        }
        if (!loopback && settings.list("allow", "").isEmpty() && settings.text("truststore", "").isEmpty()) {
            settings.fault("allow", "", "must name the addresses that may send, or truststore their certificates, "
                    + "because the host is not loopback and MLLP has no login");
        }
        if (!settings.text("truststore", "").isEmpty() && settings.text("keystore", "").isEmpty()) {
            settings.fault("keystore", "", "must be set where truststore is: a listener needs a key of its own");
        }
        return new MllpSourceSettings(settings.instance(), system, settings.text("format", "hl7-v2"),
                settings.text("epoch", ""), host, port, tls, allowed,
                settings.number("maximumBytes", 4 * 1024 * 1024, 1, 16 * 1024 * 1024),
                settings.number("maximumConnections", 32, 1, 1000),
                settings.number("idleSeconds", 3600, 1, 86_400),
                settings.number("messageSeconds", 30, 1, 3600),
                settings.choice("quarantined", "AA", "AA", "AE").equals("AE"),
                settings.choice("unavailable", "AR", "AR", "close").equals("close"),
                settings.faults());
    }
}

package io.weft.adapter.kafka;

import io.weft.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How brokers are reached, and how each side knows the other.
 *
 * @param protocol Kafka's name of it: {@code SASL_SSL}, {@code SSL}, {@code PLAINTEXT}, {@code SASL_PLAINTEXT}
 * @param trust    PEM; empty: the certificate authorities of the Java platform
 * @param key      PEM with certificate chain and private key of this hub
 * @param timeout  of each request
 */
record BrokerLogin(String servers, String protocol, String mechanism, Optional<Credentials> credentials,
        Optional<Path> trust, Optional<Path> key, Optional<String> keyPassword, Duration timeout) {

    static final Set<String> KEYS = Set.of("bootstrapServers", "securityProtocol", "saslMechanism", "user",
            "passwordFile", "trustFile", "keyFile", "keyPasswordFile", "timeoutSeconds");

    private static final String ADDRESS = "(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}";

    /** A name and its password; never shown. */
    record Credentials(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    static BrokerLogin of(Settings settings) {
        String servers = settings.required("bootstrapServers");
        List<String> addresses = settings.list("bootstrapServers", "");
        addresses.stream().filter(address -> !address.matches(ADDRESS))
                .forEach(address -> settings.fault("bootstrapServers", address, "is not host:port"));
        String protocol = settings.choice("securityProtocol", "SASL_SSL", "SASL_SSL", "SSL", "PLAINTEXT", "SASL_PLAINTEXT");
        String mechanism = settings.choice("saslMechanism", "SCRAM-SHA-512", "SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN");
        if (protocol.equals("SASL_PLAINTEXT") && !addresses.stream().allMatch(BrokerLogin::loopback)) {
            settings.fault("securityProtocol", protocol, "would carry a secret in the clear; use SASL_SSL");
        }
        return new BrokerLogin(servers, protocol, mechanism, credentials(settings, protocol.startsWith("SASL")),
                settings.readable("trustFile"), settings.readable("keyFile"), settings.secret("keyPasswordFile"),
                Duration.ofSeconds(settings.number("timeoutSeconds", 20, 1, 120)));
    }

    private static Optional<Credentials> credentials(Settings settings, boolean wanted) {
        String user = settings.text("user", "");
        Optional<String> password = settings.secret("passwordFile");
        if (wanted != !user.isEmpty()) {
            settings.fault("user", user, wanted ? "is missing; SASL needs it" : "goes with a SASL protocol only");
        }
        if (wanted && settings.text("passwordFile", "").isEmpty()) {
            settings.fault("passwordFile", "", "is missing; SASL needs it");
        }
        return password.map(secret -> new Credentials(user, secret));
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address.substring(0, address.lastIndexOf(':'))).isLoopbackAddress();
        } catch (UnknownHostException | RuntimeException e) {
            return false;
        }
    }

    /** What every client of these brokers is configured with. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", servers);
        properties.put("security.protocol", protocol);
        properties.put("request.timeout.ms", Math.toIntExact(timeout.toMillis()));
        credentials.ifPresent(known -> {
            properties.put("sasl.mechanism", mechanism);
            properties.put("sasl.jaas.config", loginModule(known));
        });
        trust.ifPresent(file -> {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", file.toString());
        });
        key.ifPresent(file -> {
            properties.put("ssl.keystore.type", "PEM");
            properties.put("ssl.keystore.location", file.toString());
        });
        keyPassword.ifPresent(secret -> properties.put("ssl.key.password", secret));
        return properties;
    }

    private String loginModule(Credentials known) {
        String module = mechanism.equals("PLAIN") ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return module + " required username=\"" + escaped(known.user()) + "\" password=\"" + escaped(known.password()) + "\";";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}

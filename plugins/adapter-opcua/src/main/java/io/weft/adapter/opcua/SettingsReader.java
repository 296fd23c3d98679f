package io.weft.adapter.opcua;

import io.weft.adapter.opcua.Settings.Login;
import io.weft.adapter.opcua.Settings.Sampling;
import io.weft.adapter.opcua.Settings.Timing;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;

/**
 * Validates a configuration, all of it in this place: either {@link Settings}, or one line per fault that names key,
 * value and rule. Values come as text from {@code .cfg} files.
 */
final class SettingsReader {

    /** The outcome. */
    sealed interface Result {

        record Valid(Settings settings) implements Result {
        }

        /** @param faults at least one line */
        record Invalid(List<String> faults) implements Result {
        }
    }

    private static final Set<String> POLICIES =
            Set.of("Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss", "None");
    private static final Set<String> KEYS = Set.of("system", "endpoint", "securityPolicy", "messageSecurityMode", "user",
            "passwordFile", "anonymous", "trustFolder", "verifyHostName", "identityFolder", "items", "itemsFile",
            "publishingInterval", "samplingInterval", "queueSize", "intervalTolerance", "reconnectAfter",
            "itemRetryAfter", "keepAliveInterval", "subscriptionLifetime", "requestTimeout", "closeTimeout", "gapShown",
            "acceptServerTimestamp", "queueCapacity", "maximumItemsPerCall");
    /** A comma separates two items only where a NodeId begins, because identifiers may hold commas. */
    private static final Pattern ITEM_SEPARATOR = Pattern.compile("\\s*,\\s*(?=(?:nsu|ns|[isgb])=)");
    private static final long MAXIMUM_ITEMS_FILE_BYTES = 64L << 20;

    private final Map<String, Object> properties;
    private final List<String> faults = new ArrayList<>();

    private SettingsReader(Map<String, Object> properties) {
        this.properties = properties;
    }

    /**
     * @param properties a component's properties; names with a dot are the framework's
     * @param dataFolder of this instance
     */
    static Result read(Map<String, Object> properties, Path dataFolder) {
        SettingsReader reader = new SettingsReader(properties);
        Settings settings = reader.settings(dataFolder);
        return reader.faults.isEmpty()
                ? new Result.Valid(settings)
                : new Result.Invalid(List.copyOf(reader.faults));
    }

    private Settings settings(Path dataFolder) {
        refuseUnknownKeys();
        SecurityPolicy policy = policy();
        return new Settings(
                required("system"),
                endpoint(),
                policy,
                mode(policy),
                login(policy),
                folder("trustFolder"),
                flag("verifyHostName", true),
                path("identityFolder").orElse(dataFolder),
                items(),
                sampling(),
                timing(),
                flag("acceptServerTimestamp", false),
                (int) number("queueCapacity", 100_000, 1_000, 10_000_000),
                (int) number("maximumItemsPerCall", 1_000, 1, 100_000));
    }

    private void refuseUnknownKeys() {
        for (String key : new TreeSet<>(properties.keySet())) {
            if (key.indexOf('.') < 0 && !KEYS.contains(key)) {
                fault(key, text(key).orElse(""), "is no key of this adapter");
            }
        }
    }

    private String endpoint() {
        String value = required("endpoint");
        if (value.isEmpty()) {
            return value;
        }
        try {
            URI uri = new URI(value);
            if (!"opc.tcp".equals(uri.getScheme()) || uri.getHost() == null) {
                fault("endpoint", value, "must be opc.tcp://host:port/path");
            }
        } catch (URISyntaxException e) {
            fault("endpoint", value, "must be a URI: " + e.getReason());
        }
        return value;
    }

    private SecurityPolicy policy() {
        String value = text("securityPolicy").orElse("Basic256Sha256");
        if (!POLICIES.contains(value)) {
            fault("securityPolicy", value, "must be one of " + String.join(", ", new TreeSet<>(POLICIES)));
            return SecurityPolicy.Basic256Sha256;
        }
        return SecurityPolicy.valueOf(value);
    }

    private MessageSecurityMode mode(SecurityPolicy policy) {
        boolean none = policy == SecurityPolicy.None;
        String value = text("messageSecurityMode").orElse(none ? "None" : "SignAndEncrypt");
        List<String> allowed = none ? List.of("None") : List.of("Sign", "SignAndEncrypt");
        if (!allowed.contains(value)) {
            fault("messageSecurityMode", value,
                    "must be " + String.join(" or ", allowed) + " with securityPolicy " + policy.name());
            return MessageSecurityMode.SignAndEncrypt;
        }
        return MessageSecurityMode.valueOf(value);
    }

    private Login login(SecurityPolicy policy) {
        Optional<String> user = text("user");
        Optional<Path> passwordFile = path("passwordFile");
        boolean anonymous = flag("anonymous", false);
        if (user.isPresent() == anonymous) {
            fault("user", user.orElse(""), "must be given, or anonymous=true, and not both");
        }
        if (user.isPresent() && policy == SecurityPolicy.None) {
            fault("user", user.get(), "must not be given with securityPolicy None: the channel is not encrypted");
        }
        if (user.isPresent() != passwordFile.isPresent()) {
            fault("passwordFile", text("passwordFile").orElse(""), "must be given together with user");
        }
        passwordFile.filter(file -> !Files.isReadable(file))
                .ifPresent(file -> fault("passwordFile", file.toString(), "must be a readable file"));
        return user.isPresent() && passwordFile.isPresent()
                ? new Login.Password(user.get(), passwordFile.get())
                : new Login.Anonymous();
    }

    private List<String> items() {
        List<String> items = new ArrayList<>();
        text("items").ifPresent(value -> items.addAll(List.of(ITEM_SEPARATOR.split(value))));
        path("itemsFile").ifPresent(file -> items.addAll(lines(file)));
        if (items.isEmpty()) {
            fault("items", "", "must name at least one item, here or in itemsFile");
        }
        for (String item : items) {
            ItemName.parse(item).fault().ifPresent(rule -> fault("items", item, rule));
        }
        return items.stream().distinct().toList();
    }

    private List<String> lines(Path file) {
        try {
            if (Files.size(file) > MAXIMUM_ITEMS_FILE_BYTES) {
                fault("itemsFile", file.toString(), "must not be longer than " + MAXIMUM_ITEMS_FILE_BYTES + " bytes");
                return List.of();
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            fault("itemsFile", file.toString(), "must be a readable UTF-8 file");
            return List.of();
        }
    }

    private Sampling sampling() {
        double publishing = number("publishingInterval", 100, 1, 86_400_000);
        double sampling = number("samplingInterval", 100, 0, 86_400_000);
        long queueSize = (long) number("queueSize", 100, 1, 65_535);
        if (sampling > 0 && queueSize * sampling < publishing) {
            fault("queueSize", Long.toString(queueSize), "must hold all samples of a publishing interval: at least "
                    + (long) Math.ceil(publishing / sampling));
        }
        return new Sampling(publishing, sampling, queueSize, number("intervalTolerance", 0.1, 0, 10));
    }

    private Timing timing() {
        Duration keepAlive = milliseconds("keepAliveInterval", 10_000, 100);
        Duration lifetime = milliseconds("subscriptionLifetime", 60_000, 300);
        if (lifetime.compareTo(keepAlive.multipliedBy(3)) < 0) {
            fault("subscriptionLifetime", Long.toString(lifetime.toMillis()),
                    "must be at least three times keepAliveInterval (OPC UA Part 4, 5.14.2.2)");
        }
        return new Timing(
                milliseconds("reconnectAfter", 5_000, 100),
                milliseconds("itemRetryAfter", 60_000, 100),
                keepAlive,
                lifetime,
                milliseconds("requestTimeout", 10_000, 100),
                milliseconds("closeTimeout", 5_000, 100),
                milliseconds("gapShown", 3_600_000, 0));
    }

    private Duration milliseconds(String key, long whenAbsent, long minimum) {
        return Duration.ofMillis((long) number(key, whenAbsent, minimum, 86_400_000));
    }

    private double number(String key, double whenAbsent, double minimum, double maximum) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return whenAbsent;
        }
        try {
            double number = Double.parseDouble(value.get());
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The rule below says it.
        }
        fault(key, value.get(), "must be a number from " + plain(minimum) + " to " + plain(maximum));
        return whenAbsent;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private boolean flag(String key, boolean whenAbsent) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return whenAbsent;
        }
        if (!value.get().equals("true") && !value.get().equals("false")) {
            fault(key, value.get(), "must be true or false");
        }
        return value.get().equals("true");
    }

    private Optional<Path> folder(String key) {
        Optional<Path> folder = path(key);
        folder.filter(path -> !Files.isDirectory(path))
                .ifPresent(path -> fault(key, path.toString(), "must be a folder"));
        return folder;
    }

    private Optional<Path> path(String key) {
        return text(key).flatMap(value -> {
            try {
                return Optional.of(Path.of(value));
            } catch (InvalidPathException e) {
                fault(key, value, "must be a path");
                return Optional.empty();
            }
        });
    }

    private String required(String key) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            fault(key, "", "must be given");
        }
        return value.orElse("");
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(properties.get(key))
                .map(value -> value.toString().strip())
                .filter(value -> !value.isEmpty());
    }

    private void fault(String key, String value, String rule) {
        faults.add(key + ": '" + value + "' " + rule);
    }
}

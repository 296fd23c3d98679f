package io.weft.adapter.http;

import io.weft.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code io.weft.adapter.httpsink~<name>} says.
 *
 * @param mediaType     empty: what the outbound mapping says
 * @param authorization value of the Authorization header; empty: none is sent
 * @param faults        one line each; with any nothing is sent
 */
record HttpSinkSettings(String instance, String system, URI url, String mediaType, Optional<String> authorization,
        int timeoutSeconds, StatusRanges accepted, StatusRanges refused, List<String> faults) {

    static HttpSinkSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        URI url = settings.url("url");
        String system = settings.required("system");
        Optional<String> authorization = authorization(settings);
        if (authorization.isPresent() && url.getScheme().equals("http") && !loopback(url)) {
            settings.fault("url", url, "would carry a secret in the clear; use https");
        }
        int timeout = settings.number("timeoutSeconds", 10, 1, 60);
        StatusRanges accepted = StatusRanges.of("accepted", "200-299", settings);
        StatusRanges refused = StatusRanges.of("refused", "400-407,409-424,426-428,430-499", settings);
        return new HttpSinkSettings(settings.instance(), system, url, settings.text("mediaType", ""), authorization,
                timeout, accepted, refused, settings.faults());
    }

    private static Optional<String> authorization(Settings settings) {
        String user = settings.text("user", "");
        Optional<String> password = settings.secret("passwordFile");
        Optional<String> token = settings.secret("tokenFile");
        if (user.isEmpty() != settings.text("passwordFile", "").isEmpty()) {
            settings.fault("user", user, "goes with passwordFile; set both or none");
        }
        if (!user.isEmpty() && token.isPresent()) {
            settings.fault("tokenFile", settings.text("tokenFile", ""), "excludes user and passwordFile");
        }
        return token.map(value -> "Bearer " + value)
                .or(() -> password.map(value -> new BasicCredentials(user, value).header()));
    }

    private static boolean loopback(URI url) {
        try {
            return InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

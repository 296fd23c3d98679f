package io.weft.fire.many;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.load.OneShot;
import io.weft.fire.site.Goods;
import io.weft.site.hub.CounterpartServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP sinks with a subscription each, fed by a source of their own; the message has passed when the counterpart has the
 * event.
 */
final class HttpSinks implements InstanceKind {

    private static final String USER = "hub";
    private static final String MAPPING = "fire.told";
    private static final Pattern LOT = Pattern.compile("FIRE-sink\\.([0-9]+)-0");

    private final HubUnderFire hub;
    private final Path secret;
    private final CounterpartServer counterpart;
    private final Set<Integer> passed = ConcurrentHashMap.newKeySet();

    HttpSinks(HubUnderFire hub) throws IOException {
        this.hub = hub;
        String password = UUID.randomUUID().toString();
        secret = Files.writeString(Files.createDirectories(hub.home().resolve("site")).resolve("counterpart.password"), password);
        counterpart = new CounterpartServer("/told", USER, password, (key, payload) -> told(payload));
        writeMapping();
    }

    private void told(byte[] payload) {
        try {
            Matcher lot = LOT.matcher(String.valueOf(((Map<?, ?>) CanonicalJson.read(payload)).get("lot")));
            if (lot.find()) {
                passed.add(Integer.parseInt(lot.group(1)));
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("the hub sent no JSON", e);
        }
    }

    private void writeMapping() throws IOException {
        Path folder = hub.home().resolve("mappings/fire-told");
        Path example = Files.createDirectories(folder.resolve("examples/normal"));
        Files.writeString(folder.resolve("mapping.yaml"), """
                id: %s
                version: 1.0.0
                direction: out
                format: json
                template: told.jslt
                classes: [12]
                """.formatted(MAPPING));
        Files.writeString(folder.resolve("told.jslt"), "{\"lot\": .quantityList[0].epcClass}\n");
        Files.writeString(example.resolve("input.json"), """
                {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], "type": "ObjectEvent",
                 "eventID": "urn:uuid:2b6a0b5e-7f4e-4f6e-9a0f-0d0f3f4f5a6b", "action": "OBSERVE",
                 "eventTime": "2026-03-01T08:00:00Z", "eventTimeZoneOffset": "+00:00",
                 "quantityList": [{"epcClass": "https://id.gs1.org/01/09521321000018/10/EXAMPLE"}]}
                """);
        Files.writeString(example.resolve("expected.json"), "{\"lot\": \"https://id.gs1.org/01/09521321000018/10/EXAMPLE\"}\n");
    }

    @Override
    public String name() {
        return "httpsink";
    }

    @Override
    public void configure(int number) throws IOException {
        String system = "many-sink-source-" + number;
        hub.configure("io.weft.adapter.http-sinksource" + number,
                Map.of("path", path(number), "system", system, "format", "epcis-json"));
        hub.configure("io.weft.adapter.httpsink-many" + number,
                Map.of("system", "many-sink-" + number, "url", counterpart.address(), "user", USER, "passwordFile", secret));
        hub.configure("io.weft.delivery.subscription-many" + number,
                Map.of("mapping", MAPPING, "target", instance(number), "fromSystems", system));
    }

    @Override
    public String instance(int number) {
        return "httpsink~many" + number;
    }

    @Override
    public void pass(int number) {
        OneShot.outcome(Goods.epcis(hub.door(name(), path(number)), "sink", number));
    }

    @Override
    public boolean passed(int number) {
        return passed.contains(number);
    }

    private static String path(int number) {
        return "/sink-source/" + number;
    }

    @Override
    public void close() {
        counterpart.close();
    }
}

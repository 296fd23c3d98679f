package io.weft.adapter.kafka;

import io.weft.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code io.weft.adapter.kafkasink~<name>} says.
 *
 * @param faults one line each; with any nothing is sent
 */
record KafkaSinkSettings(String instance, String system, BrokerLogin login, String topic, List<String> faults) {

    private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";

    static KafkaSinkSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        Set<String> keys = new HashSet<>(Set.of("system", "topic"));
        keys.addAll(BrokerLogin.KEYS);
        settings.refuseUnknown(keys);
        BrokerLogin login = BrokerLogin.of(settings);
        String topic = settings.required("topic");
        if (!topic.isEmpty() && !topic.matches(TOPIC)) {
            settings.fault("topic", topic, "is not a topic's name: " + TOPIC);
        }
        return new KafkaSinkSettings(settings.instance(), settings.required("system"), login, topic, settings.faults());
    }

    /** After the timeout the library gives up itself, so that nothing arrives after its answer is known as missing. */
    Map<String, Object> producer() {
        Map<String, Object> properties = login.properties();
        int timeout = Math.toIntExact(login.timeout().toMillis());
        properties.put("client.id", instance);
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        properties.put("linger.ms", 0);
        properties.put("max.block.ms", timeout);
        properties.put("delivery.timeout.ms", timeout);
        return properties;
    }
}

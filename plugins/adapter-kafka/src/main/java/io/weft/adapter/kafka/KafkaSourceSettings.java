package io.weft.adapter.kafka;

import io.weft.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code io.weft.adapter.kafka~<name>} says.
 *
 * @param group  of consumers that share the topics' partitions
 * @param oldest whether a partition of which the group knows nothing is read from its oldest record, else from its end
 * @param faults one line each; with any nothing is read
 */
record KafkaSourceSettings(String instance, String system, String format, String epoch, BrokerLogin login,
        List<String> topics, String group, boolean oldest, List<String> faults) {

    private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";

    static KafkaSourceSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        Set<String> keys = new HashSet<>(Set.of("system", "format", "epoch", "topics", "group", "start"));
        keys.addAll(BrokerLogin.KEYS);
        settings.refuseUnknown(keys);
        BrokerLogin login = BrokerLogin.of(settings);
        settings.required("topics");
        List<String> topics = settings.list("topics", "");
        topics.stream().filter(topic -> !topic.matches(TOPIC))
                .forEach(topic -> settings.fault("topics", topic, "is not a topic's name: " + TOPIC));
        return new KafkaSourceSettings(settings.instance(), settings.required("system"), settings.required("format"),
                settings.text("epoch", ""), login, topics, settings.required("group"),
                settings.choice("start", "oldest", "oldest", "newest").equals("oldest"), settings.faults());
    }

    Map<String, Object> consumer() {
        Map<String, Object> properties = login.properties();
        properties.put("client.id", instance);
        properties.put("group.id", group);
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("isolation.level", "read_committed");
        properties.put("max.poll.records", 100);
        // Where to begin and what was lost are said here and not by the library.
        properties.put("auto.offset.reset", "none");
        properties.put("default.api.timeout.ms", Math.toIntExact(login.timeout().toMillis()));
        properties.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        return properties;
    }

    Map<String, Object> admin() {
        Map<String, Object> properties = login.properties();
        properties.put("client.id", instance + "-watch");
        properties.put("default.api.timeout.ms", Math.toIntExact(login.timeout().toMillis()));
        return properties;
    }
}

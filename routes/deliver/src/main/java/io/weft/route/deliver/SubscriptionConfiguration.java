package io.weft.route.deliver;

import io.weft.delivery.DeliveryPlan;
import io.weft.delivery.NewDelivery;
import io.weft.event.EvidenceClass;
import io.weft.mapping.MappedEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription from one configuration file. A wrong one plans nothing and says so once per fault.
 */
@Component(service = DeliveryPlan.class, configurationPid = SubscriptionConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SubscriptionConfiguration implements DeliveryPlan {

    static final String PID = "io.weft.delivery.subscription";

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionConfiguration.class);

    private final Optional<Subscription> subscription;

    @Activate
    public SubscriptionConfiguration(Map<String, Object> properties) {
        List<String> faults = new ArrayList<>();
        subscription = read(properties, faults);
        faults.forEach(fault -> LOG.error("{}: {}", properties.get("service.pid"), fault));
    }

    @Override
    public List<NewDelivery> plan(MappedEvent event, String sourceSystem) {
        return subscription.map(valid -> valid.plan(event, sourceSystem)).orElse(List.of());
    }

    /** @param faults takes one line per fault; with one there is no subscription */
    static Optional<Subscription> read(Map<String, Object> properties, List<String> faults) {
        String mapping = required(properties, "mapping", faults);
        String target = required(properties, "target", faults);
        String named = text(properties, "system");
        String system = named.isEmpty() ? target.substring(target.indexOf('~') + 1) : named;
        Set<EvidenceClass> classes = list(properties, "classes").stream()
                .flatMap(number -> evidenceClass(number, faults).stream())
                .collect(Collectors.toUnmodifiableSet());
        String confirm = text(properties, "confirm");
        if (!confirm.isEmpty() && !confirm.equals("true") && !confirm.equals("false")) {
            faults.add("confirm: '" + confirm + "' is neither true nor false");
        }
        String orderKey = text(properties, "orderKey");
        if (!orderKey.isEmpty() && !orderKey.equals("lot")) {
            faults.add("orderKey: '" + orderKey + "' is not 'lot', the only order that is kept");
        }
        return faults.isEmpty()
                ? Optional.of(new Subscription(mapping, target, system, classes, Set.copyOf(list(properties, "bizSteps")),
                        Set.copyOf(list(properties, "members")), Set.copyOf(list(properties, "fromSystems")), confirm.equals("true")))
                : Optional.empty();
    }

    private static Optional<EvidenceClass> evidenceClass(String number, List<String> faults) {
        try {
            return Optional.of(EvidenceClass.of(Integer.parseInt(number)));
        } catch (IllegalArgumentException e) {
            faults.add("classes: '" + number + "' is not the number of an evidence class, 1 to 13");
            return Optional.empty();
        }
    }

    private static String required(Map<String, Object> properties, String key, List<String> faults) {
        String value = text(properties, key);
        if (value.isEmpty()) {
            faults.add(key + ": '' is missing");
        }
        return value;
    }

    private static String text(Map<String, Object> properties, String key) {
        return String.valueOf(properties.getOrDefault(key, "")).strip();
    }

    private static List<String> list(Map<String, Object> properties, String key) {
        Object value = properties.getOrDefault(key, "");
        String joined = value instanceof Object[] array ? Arrays.stream(array).map(String::valueOf)
                .collect(Collectors.joining(",")) : String.valueOf(value);
        return Arrays.stream(joined.split(",")).map(String::strip).filter(item -> !item.isEmpty()).distinct().toList();
    }
}

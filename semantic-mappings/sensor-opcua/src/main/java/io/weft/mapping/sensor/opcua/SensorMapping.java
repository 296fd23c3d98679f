package io.weft.mapping.sensor.opcua;

import io.weft.event.Rejection;
import io.weft.identity.InvalidIdentifierException;
import io.weft.mapping.MappingRef;
import io.weft.mapping.SeriesMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes the items of one OPC UA instance by its configuration. With a wrong one it knows no item and says why. */
@Component(name = SensorMapping.PID, immediate = true, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SensorMapping implements SeriesMapping {

    static final String PID = "io.weft.mapping.sensor.opcua";

    private static final Logger LOG = LoggerFactory.getLogger(SensorMapping.class);
    private static final String FIRST_VERSION = "1.0.0";
    private static final String VERSION_FORM = "\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}";

    private final MappingRef ref;
    private final ItemRules rules;
    private final List<String> faults;

    @Activate
    public SensorMapping(Map<String, Object> configuration) {
        String pid = ItemRules.text(configuration, "service.pid");
        String name = pid.substring(pid.indexOf('~') + 1);
        String version = ItemRules.text(configuration, "version");
        this.rules = ItemRules.of(configuration);
        List<String> found = new ArrayList<>(rules.faults());
        if (!version.isEmpty() && !version.matches(VERSION_FORM)) {
            found.add("version: '" + version + "' is not major.minor.patch");
            version = "";
        }
        this.faults = List.copyOf(found);
        this.ref = new MappingRef("sensor-opcua." + name, version.isEmpty() ? FIRST_VERSION : version);
        if (!faults.isEmpty()) {
            LOG.error("{} knows no item: {}", pid, String.join("; ", faults));
        }
    }

    @Override
    public MappingRef ref() {
        return ref;
    }

    @Override
    public Described describe(String instance, String item) {
        if (!faults.isEmpty()) {
            return unknown("MAPPING_MISCONFIGURED", item, "cannot be described: " + faults.get(0));
        }
        if (!instance.equals(rules.instance())) {
            return unknown("SERIES_UNKNOWN", item, "is of instance " + instance + ", this describes " + rules.instance());
        }
        Optional<ItemRule> exact = Optional.ofNullable(rules.exact().get(item));
        List<ItemRule> candidates = exact.map(List::of)
                .orElseGet(() -> rules.patterns().stream().filter(rule -> rule.match(item).isPresent()).toList());
        return switch (candidates.size()) {
            case 0 -> unknown("SERIES_UNKNOWN", item, "matches no item rule of " + ref.id());
            case 1 -> describe(candidates.get(0), item);
            default -> unknown("SERIES_AMBIGUOUS", item,
                    "matches " + candidates.get(0).key() + " and " + candidates.get(1).key());
        };
    }

    private Described describe(ItemRule rule, String item) {
        try {
            return new Described.Known(rule.describe(rules.instance(), item, rule.match(item).orElseThrow()));
        } catch (InvalidIdentifierException e) {
            return unknown("IDENTIFIER_INVALID", item, "gives by " + rule.key() + " the device '" + e.value() + "': " + e.rule());
        }
    }

    private static Described unknown(String code, String item, String rule) {
        return new Described.Unknown(Rejection.user(code, "item", item, rule));
    }
}

package io.weft.mapping.sensor.opcua;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of one instance, as its configuration gives them.
 *
 * @param exact    rules for one item each, by NodeId; such a rule goes before any with a varying part
 * @param patterns rules with a varying part
 * @param faults   one line each, naming key, value and rule; if there are any, the mapping knows no item
 */
record ItemRules(String instance, Map<String, ItemRule> exact, List<ItemRule> patterns, List<String> faults) {

    private static final String ITEM = "item.";

    static ItemRules of(Map<String, ?> configuration) {
        List<String> faults = new ArrayList<>();
        Map<String, ItemRule> exact = new HashMap<>();
        List<ItemRule> patterns = new ArrayList<>();
        String instance = text(configuration, "instance");
        if (instance.isBlank()) {
            faults.add("instance: '' is empty; name the adapter instance whose items are described");
        }
        for (Map.Entry<String, ?> entry : new TreeMap<>(configuration).entrySet()) {
            if (!entry.getKey().startsWith(ITEM)) {
                continue;
            }
            try {
                ItemRule rule = ItemRule.parse(entry.getKey(), entry.getValue().toString());
                if (rule.varies()) {
                    patterns.add(rule);
                } else if (exact.putIfAbsent(rule.before(), rule) != null) {
                    faults.add(rule.key() + ": '" + rule.before() + "' stands under " + exact.get(rule.before()).key() + " too");
                }
            } catch (IllegalArgumentException e) {
                faults.add(entry.getKey() + ": " + e.getMessage());
            }
        }
        if (exact.isEmpty() && patterns.isEmpty() && faults.isEmpty()) {
            faults.add("item.1: '' is empty; describe at least one item");
        }
        return new ItemRules(instance, Map.copyOf(exact), List.copyOf(patterns), List.copyOf(faults));
    }

    static String text(Map<String, ?> configuration, String key) {
        Object value = configuration.get(key);
        return value == null ? "" : value.toString().strip();
    }
}

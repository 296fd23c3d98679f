package io.weft.bench;

import io.weft.event.CanonicalJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured, by dotted keys; four significant digits. */
public final class Figures {

    private static final MathContext PRECISION = new MathContext(4, RoundingMode.HALF_EVEN);

    private final Map<String, BigDecimal> values = new LinkedHashMap<>();

    /** @param key for example {@code ratios.map}: the member {@code map} of the object {@code ratios} */
    public void put(String key, double value) {
        values.put(key, new BigDecimal(value).round(PRECISION));
    }

    /** Exact. */
    public void count(String key, long value) {
        values.put(key, BigDecimal.valueOf(value));
    }

    void print(PrintWriter out) {
        int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        values.forEach((key, value) -> out.printf("  %-" + width + "s  %12s%n", key, value.toPlainString()));
        out.flush();
    }

    void write(Path file) throws IOException {
        Files.write(file, CanonicalJson.write(tree()));
    }

    private Map<String, Object> tree() {
        Map<String, Object> root = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Map<String, Object> object = root;
            String[] parts = key.split("\\.");
            for (int i = 0; i < parts.length - 1; i++) {
                object = member(object, parts[i]);
            }
            object.put(parts[parts.length - 1], value);
        });
        return root;
    }

    @SuppressWarnings("unchecked") // only maps are put by member
    private static Map<String, Object> member(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
    }
}

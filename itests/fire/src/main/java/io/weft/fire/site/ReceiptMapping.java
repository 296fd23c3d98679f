package io.weft.fire.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The mapping folder for {@link Goods#receipt}. Each version writes a business step of its own, so that an event's body
 * tells which version made it.
 */
public final class ReceiptMapping {

    /** Mapping id. */
    public static final String ID = "fire.receipts";

    private static final String FOLDER = "fire-receipts";
    private static final List<String> STEPS =
            List.of("receiving", "storing", "picking", "packing", "loading", "shipping", "inspecting", "accepting");
    private static final String INPUT = """
            {"receipt": "r", "at": "2026-03-01T08:00:00Z",
             "lines": [{"gtin": "09521321000018", "lot": "FIRE-EXAMPLE", "quantity": "1.5"}]}
            """;
    private static final String EXPECTED = """
            {"events": [{"classes": [12], "event": {
              "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "%s",
              "eventTime": "2026-03-01T08:00:00Z", "eventTimeZoneOffset": "+00:00",
              "quantityList": [{"epcClass": "https://id.gs1.org/01/09521321000018/10/FIRE-EXAMPLE",
                "quantity": 1.5, "uom": "KGM"}]}}]}
            """;

    private final Path home;
    private int drafts;

    /** @param home the hub's folder */
    public ReceiptMapping(Path home) {
        this.home = home;
    }

    /** For example {@code 2.0.0}; the higher number serves. */
    public static String version(int number) {
        return number + ".0.0";
    }

    /** What a version writes into its events. */
    public static String step(int number) {
        return STEPS.get(number % STEPS.size());
    }

    /** Puts a version there in one step; the one before goes. */
    public void put(int number) throws IOException {
        Path draft = aside();
        Path example = Files.createDirectories(draft.resolve("examples/normal"));
        Files.writeString(draft.resolve("mapping.yaml"), """
                id: %s
                version: %s
                direction: in
                format: json
                match: 'is-string(.receipt)'
                template: receipts.jslt
                source:
                  zone: UTC
                  decimal: "."
                  sign: leading
                classes: [12]
                """.formatted(ID, version(number)));
        Files.writeString(draft.resolve("receipts.jslt"), """
                let at = dateTime(required(.at, "at"), "rfc3339", "at")
                {"events": [for (.lines) {"classes": [12], "event": {
                  "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "%s",
                  "eventTime": $at, "eventTimeZoneOffset": offset($at),
                  "quantityList": [{
                    "epcClass": lot(gtin(required(.gtin, "gtin"), "gtin"), required(.lot, "lot"), "lot"),
                    "quantity": decimal(required(.quantity, "quantity"), "quantity"),
                    "uom": "KGM"}]}}]}
                """.formatted(step(number)));
        Files.writeString(example.resolve("input.json"), INPUT);
        Files.writeString(example.resolve("expected.json"), EXPECTED.formatted(step(number)));
        if (Files.exists(served())) {
            remove();
        }
        Files.move(draft, served(), StandardCopyOption.ATOMIC_MOVE);
    }

    public void remove() throws IOException {
        Files.move(served(), aside(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path served() {
        return home.resolve("mappings").resolve(FOLDER);
    }

    /** A folder on the same disk that nobody watches. */
    private Path aside() throws IOException {
        return Files.createDirectories(home.resolve("fire-drafts")).resolve("mapping-" + drafts++);
    }
}

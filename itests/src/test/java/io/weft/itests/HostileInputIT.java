package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.HubManagement;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hostile mappings and documents come while ordinary ones do: these are answered as ever, and the hub stays small. */
@ExtendWith(SharedHub.class)
class HostileInputIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SOURCE = "io.weft.adapter.http-hostile.cfg";
    private static final long MAXIMUM_GROWTH = 128L * 1024 * 1024;
    private static final int BOMB = 80 * 1024 * 1024;

    private final Hub hub;
    private final HubClient client;

    HostileInputIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    @BeforeEach
    void configureSource() {
        hub.configuration().write(SOURCE, Map.of("path", "/hostile", "system", "hostile", "format", "json"));
        Await.until("the source", LIMIT, () -> "UP".equals(Rest.adapter(client, "http~hostile").get("state")), this::tail);
    }

    @AfterEach
    void tidy() throws IOException {
        for (String name : templates().keySet()) {
            Path folder = mappings().resolve(name);
            if (Files.exists(folder)) {
                Files.move(folder, hub.folder().resolve(".gone-" + name + "-" + System.nanoTime()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.deleteIfExists(mappings().resolve("hostile-bomb.zip"));
        hub.configuration().delete(SOURCE);
        Await.until("the source to go", LIMIT, () -> Rest.adapter(client, "http~hostile").isEmpty(), this::tail);
    }

    @Test
    void hostileMappingsAndDocumentsDisturbNobody() throws Exception {
        long before = heapInUse();
        for (Map.Entry<String, String> template : templates().entrySet()) {
            put(template.getKey(), template.getValue());
            assertEquals("NO_MAPPING", reason(send("{\"pallet\":\"1\"}")));
        }
        putBomb();
        for (String name : templates().keySet()) {
            awaitRefusal(name);
        }
        awaitRefusal("hostile-bomb.zip");

        for (Map.Entry<String, String> document : documents().entrySet()) {
            assertEquals(document.getKey(), reason(send(document.getValue())), document.getKey());
            assertEquals("NO_MAPPING", reason(send("{\"pallet\":\"2\"}")));
        }
        long growth = heapInUse() - before;
        assertTrue(growth < MAXIMUM_GROWTH, () -> "the heap grew by " + growth + " bytes");
    }

    private static Map<String, String> templates() {
        Map<String, String> templates = new LinkedHashMap<>();
        templates.put("hostile-recursion", "def f(x) f($x + 1) {\"events\" : [f(1)]}");
        templates.put("hostile-import", "import \"file:///etc/hostname\" as h {\"events\" : [h(.)]}");
        templates.put("hostile-expression", "{\"events\" : test(.pallet, \"((a{1000}){1000}){1000}\")}");
        templates.put("hostile-shadow", "def required(a, b) $a {\"events\" : [required(1, 2)]}");
        templates.put("hostile-nesting", "[".repeat(100_000) + "]".repeat(100_000));
        templates.put("hostile-number", "{\"events\" : [" + "9".repeat(10_000) + "]}");
        templates.put("hostile-output", "let a = [1,2,3,4,5,6,7,8,9,10] "
                + "{\"events\" : [for ($a + $a) [for ($a + $a) [for ($a + $a) [for ($a + $a) [$a, $a, $a, $a, $a, $a, $a, $a]]]]]}");
        StringBuilder doubling = new StringBuilder("let v0 = \"xxxxxxxx\"\n");
        for (int i = 1; i <= 60; i++) {
            doubling.append("let v").append(i).append(" = $v").append(i - 1).append(" + $v").append(i - 1).append('\n');
        }
        templates.put("hostile-doubling", doubling.append("{\"events\" : [$v60]}").toString());
        return templates;
    }

    /** By the code that each is rejected with. */
    private static Map<String, String> documents() {
        return Map.of(
                "TOO_DEEP", "[".repeat(100_000) + "]".repeat(100_000),
                "TOO_MANY_VALUES", "[1" + ",1".repeat(1_000_000) + "]",
                "UNDECODABLE", "{\"pallet\":1e999999999}");
    }

    private Path mappings() {
        return hub.folder().resolve("mappings");
    }

    /** Its one example is never as expected: a mapping whose template runs into a bound is refused by its example. */
    private void put(String name, String template) throws IOException {
        Path draft = hub.folder().resolve(".draft-" + name + "-" + System.nanoTime());
        Path example = Files.createDirectories(draft.resolve("examples/normal"));
        Files.writeString(draft.resolve("mapping.yaml"), """
                id: site.%s
                version: 1.0.0
                direction: in
                format: json
                match: 'is-string(.pallet)'
                template: hostile.jslt
                classes: [5]
                """.formatted(name));
        Files.writeString(draft.resolve("hostile.jslt"), template);
        Files.writeString(example.resolve("input.json"), "{\"pallet\":\"1\"}");
        Files.writeString(example.resolve("expected.json"), "{\"events\": [{\"classes\": [5], \"event\": {}}]}");
        Files.move(draft, mappings().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A few kilobytes that unpack to more than a mapping may have, under a name that leads outside. */
    private void putBomb() throws IOException {
        Path draft = hub.folder().resolve(".draft-bomb-" + System.nanoTime());
        try (OutputStream file = Files.newOutputStream(draft); ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("../../outside.txt"));
            zip.write("outside".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("META-INF/bomb"));
            byte[] zeros = new byte[1024 * 1024];
            for (int written = 0; written < BOMB; written += zeros.length) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        Files.move(draft, mappings().resolve("hostile-bomb.zip"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitRefusal(String name) {
        Await.until("the refusal of " + name, LIMIT, () -> hub.log().stream()
                .anyMatch(line -> line.contains("Mapping from " + name) && line.contains("is not offered")), this::tail);
    }

    /** @return the receipt */
    private String send(String document) throws Exception {
        HubClient.Answer answer = client.post("/hostile", "application/json", Map.of(),
                document.getBytes(StandardCharsets.UTF_8));
        assertEquals(202, answer.status(), answer.text());
        return answer.json().get("receipt").toString();
    }

    private String reason(String receipt) throws IOException {
        return Rest.json(client, "/messages/" + receipt, "reasons").get(0).get("code").toString();
    }

    /** After a collection, in bytes. */
    private long heapInUse() throws IOException {
        try (HubManagement management = hub.management()) {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(management.server(),
                    ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        }
    }

    private String tail() {
        var log = hub.log();
        return "\n" + String.join("\n", log.subList(Math.max(0, log.size() - 20), log.size()));
    }
}

package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.Ports;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import io.weft.site.hub.SentList;
import io.weft.site.lims.Laboratory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a source writes in its own charset, decimal mark, sign and clock, from its adapter to the event that REST answers with:
 * exact texts, exact numbers, both hours of the night when the clock goes back, and nowhere U+FFFD.
 */
@ExtendWith(SharedHub.class)
class TextAndNumbersIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String GTIN = "09521321000094";
    /** Of the basic plane, and of the planes beyond: four bytes in GB 18030, two units in UTF-16. */
    private static final String BEYOND = "低温\uD842\uDFB7㐀\uD83E\uDDCA";
    private static final String CHINESE = "低温冷藏药品，二度";
    private static final String SUMMER = "2026-10-25T02:30:00+02:00";
    private static final String WINTER = "2026-10-25T02:30:00+01:00";
    private static final String TEMPLATE = """
            let lot = lot(gtin("09521321000094", "gtin"), "%1$s", "lot")
            {"events": [for (%2$s)
              let zoned = test(%3$s, "[+-][0-9]{2}:[0-9]{2}$")
              let at = dateTime(%3$s, if ($zoned) "dd.MM.uuuu HH:mm xxx" else "dd.MM.uuuu HH:mm", "time")
              {"classes": [11], "event": {
                "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "inspecting",
                "eventTime": $at, "eventTimeZoneOffset": offset($at), "quantityList": [{"epcClass": $lot}],
                "weft:result": {"weft:test": "T", "weft:text": %4$s, "weft:value": decimal(%5$s, "value")}}}]}
            """;

    private final Hub hub;
    private final HubClient client;
    private final List<String> files = new ArrayList<>();
    private final List<String> mappings = new ArrayList<>();

    @TempDir
    private Path folder;

    TextAndNumbersIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    @AfterEach
    void tidy() throws IOException {
        files.forEach(hub.configuration()::delete);
        for (String mapping : mappings) {
            try (Stream<Path> paths = Files.walk(hub.folder().resolve("mappings").resolve(mapping))) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Test
    void gb18030OverMllp() throws Exception {
        int port = Ports.free();
        configure("io.weft.codelist-laboratory.cfg", Map.of("entry.QCTEXT", "9521321000018"));
        configure("io.weft.adapter.hl7-text.cfg", Map.of("system", "lims-text", "port", Integer.toString(port)));
        awaitUp("hl7~text");
        String message = String.join("\r",
                "MSH|^~\\&|LIMS|QCTEXT|WEFT|SITE|20261025120000+0100||ORU^R01^ORU_R01|TEXT-1|P|2.5||||||GB 18030-2000",
                "OBR|1||F-TEXT|RELEASE|||20261024080000+0200",
                "OBX|1|ST|APPEARANCE^" + CHINESE + "^L||" + BEYOND + "||||||F|||20261025023000+0200",
                "OBX|2|NM|ASSAY^Assay^L||99.2500|%^percent^UCUM|98.0-102.0|N|||F|||20261025023000+0100",
                "SPM|1|^S-TEXT&QCTEXT|||||||||||||||20261024080000+0200",
                "OBX|1|ST|LOT^Lot number^99WEFT||TEXT-HL7||||||F",
                "OBX|2|ST|GTIN^Item^99WEFT||" + GTIN + "||||||F", "");

        new Laboratory(port, new SentList()).tell(message.getBytes(Charset.forName("GB18030")));

        List<Map<String, Object>> results = results("TEXT-HL7", 2);
        assertEquals(SUMMER, results.get(0).get("eventTime"));
        assertEquals("+02:00", results.get(0).get("eventTimeZoneOffset"));
        assertEquals(BEYOND, result(results.get(0)).get("weft:text"));
        assertEquals(WINTER, results.get(1).get("eventTime"));
        assertEquals("+01:00", results.get(1).get("eventTimeZoneOffset"));
        assertEquals(new BigDecimal("99.25"), result(results.get(1)).get("weft:value"));
    }

    @Test
    void gbkCsvFromADirectory() throws Exception {
        mapping("it-text-csv", "csv", "'.columns[0] == \"样品\"'", "{charset: GBK, zone: Europe/Berlin, decimal: \",\", sign: trailing,"
                + " options: {delimiter: \";\"}}", TEMPLATE.formatted("TEXT-CSV", ".rows", ".cells.\"时间\"", ".cells.\"样品\"", ".cells.\"值\""),
                "input.csv", csv("甲;1,5;01.03.2026 08:00 +01:00"), "TEXT-CSV", "甲", "1.5");
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        configure("io.weft.adapter.file-text.cfg", Map.of("directory", inbox.toString(), "system", "text-files", "format", "csv",
                "complete", "rename", "pollMillis", "100"));
        awaitUp("file~text");

        put(inbox, "both-hours.csv", csv(CHINESE + ";12,5;25.10.2026 02:30 +02:00", "低温;12,5-;25.10.2026 02:30 +01:00"));
        put(inbox, "which-hour.csv", csv("乙;1,5;25.10.2026 02:30"));
        put(inbox, "point.csv", csv("丙;12.5;25.10.2026 04:30 +01:00"));

        List<Map<String, Object>> results = results("TEXT-CSV", 2);
        assertEquals(List.of(SUMMER, WINTER), results.stream().map(event -> event.get("eventTime")).toList());
        assertEquals(List.of(CHINESE, "低温"), results.stream().map(event -> result(event).get("weft:text")).toList());
        assertEquals(List.of(new BigDecimal("12.5"), new BigDecimal("-12.5")),
                results.stream().map(event -> result(event).get("weft:value")).toList());
        Await.until("the other files to be judged", LIMIT, () -> messages("text-files").size() == 3, this::explain);
        assertEquals(List.of("AMBIGUOUS_TIME time 25.10.2026 02:30", "INVALID_NUMBER value 12.5"), messages("text-files").stream()
                .filter(message -> "QUARANTINED".equals(message.get("outcome")))
                .map(message -> (Map<?, ?>) ((List<?>) message.get("reasons")).get(0))
                .map(reason -> reason.get("code") + " " + reason.get("field") + " " + reason.get("value")).sorted().toList());
    }

    /** Positions are bytes of GBK in the one, units of UTF-16 in the other; what stands behind a text is read where it stands. */
    @Test
    void flatIdocsOfTwoCodePagesOverHttp() throws Exception {
        mapping("it-text-idoc", "idoc-xml", "'.EDI_DC40.MESTYP == \"ZTEXT\"'", "{zone: Europe/Berlin, decimal: \".\", sign: trailing}",
                TEMPLATE.formatted("TEXT-IDOC", ".Z1TEXT", ".TIME", ".NAME", ".QTY"), "input.xml", xml().getBytes(StandardCharsets.UTF_8),
                "TEXT-IDOC", "A", "1.5");
        Path definitions = Files.createDirectory(folder.resolve("definitions"));
        Files.writeString(definitions.resolve("z.txt"), "segment Z1TEXT\nNAME 40\nQTY 15\nTIME 25\n");
        source("gbk", "8400", "bytes", definitions);
        source("utf16", "4103", "characters", definitions);

        send("gbk", idoc("0000000000990001", Charset.forName("GBK"), true, CHINESE, "12.5-", "25.10.2026 02:30 +02:00"));
        send("utf16", idoc("0000000000990002", StandardCharsets.UTF_16LE, false, BEYOND, "12.500", "25.10.2026 02:30 +01:00"));

        List<Map<String, Object>> results = results("TEXT-IDOC", 2);
        assertEquals(List.of(SUMMER, WINTER), results.stream().map(event -> event.get("eventTime")).toList());
        assertEquals(List.of(CHINESE, BEYOND), results.stream().map(event -> result(event).get("weft:text")).toList());
        assertEquals(List.of(new BigDecimal("-12.5"), new BigDecimal("12.5")),
                results.stream().map(event -> result(event).get("weft:value")).toList());
    }

    private void source(String name, String codePage, String positions, Path definitions) {
        configure("io.weft.format.idoc.flat-" + name + ".cfg", Map.of("format", "idoc-flat-" + name, "codePage", codePage,
                "positions", positions, "definitions", definitions.toString()));
        configure("io.weft.adapter.http-text" + name + ".cfg", Map.of("path", "/it/text/" + name, "system", "text-erp",
                "format", "idoc-flat-" + name, "mediaTypes", "application/octet-stream"));
        awaitUp("http~text" + name);
    }

    private void send(String name, byte[] idoc) {
        Await.until(name + " to be mapped", LIMIT, () -> {
            HubClient.Answer answer = post("/it/text/" + name, idoc);
            return answer.status() == 202 && List.of("MAPPED", "DUPLICATE").contains(String.valueOf(answer.json().get("outcome")));
        }, this::explain);
    }

    private HubClient.Answer post(String path, byte[] idoc) throws IOException {
        try {
            return client.post(path, "application/octet-stream", Map.of(), idoc);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Lines as the port of a system of that code page writes them. */
    private static byte[] idoc(String number, Charset charset, boolean byBytes, String name, String quantity, String time) {
        StringBuilder control = new StringBuilder("EDI_DC40  100" + number);
        control.append(" ".repeat(39 - control.length())).append("ZTEXT01");
        control.append(" ".repeat(99 - control.length())).append("ZTEXT\n");
        int filled = byBytes ? name.getBytes(charset).length : name.length();
        String data = "Z2TEXT000" + " ".repeat(21) + "100" + number + "00000100000002" + name + " ".repeat(40 - filled)
                + quantity + " ".repeat(15 - quantity.length()) + time + "\n";
        return (control + data).getBytes(charset);
    }

    private static String xml() {
        return "<ZTEXT01><IDOC BEGIN=\"1\"><EDI_DC40 SEGMENT=\"1\"><TABNAM>EDI_DC40</TABNAM><DOCNUM>0000000000990000</DOCNUM>"
                + "<IDOCTYP>ZTEXT01</IDOCTYP><MESTYP>ZTEXT</MESTYP></EDI_DC40><Z1TEXT SEGMENT=\"1\"><NAME>A</NAME><QTY>1.5</QTY>"
                + "<TIME>01.03.2026 08:00 +01:00</TIME></Z1TEXT></IDOC></ZTEXT01>";
    }

    private static byte[] csv(String... rows) {
        return ("样品;值;时间\r\n" + String.join("\r\n", rows) + "\r\n").getBytes(Charset.forName("GBK"));
    }

    private void configure(String file, Map<String, String> entries) {
        hub.configuration().write(file, entries);
        files.add(file);
    }

    /** Puts a whole mapping with its example into the hub's folder in one step. */
    private void mapping(String name, String format, String match, String source, String template, String input, byte[] example,
            String lot, String text, String value) throws IOException {
        Path draft = hub.folder().resolve("." + name);
        Path normal = Files.createDirectories(draft.resolve("examples/normal"));
        Files.writeString(draft.resolve("mapping.yaml"), "id: " + name.replace("-", ".") + "\nversion: 1.0.0\ndirection: in\nformat: "
                + format + "\nmatch: " + match + "\ntemplate: text.jslt\nsource: " + source + "\nclasses: [11]\n");
        Files.writeString(draft.resolve("text.jslt"), template);
        Files.write(normal.resolve(input), example);
        Files.writeString(normal.resolve("expected.json"), """
                {"events": [{"classes": [11], "event": {"type": "ObjectEvent", "action": "OBSERVE", "bizStep": "inspecting",
                  "eventTime": "2026-03-01T08:00:00+01:00", "eventTimeZoneOffset": "+01:00",
                  "quantityList": [{"epcClass": "https://id.gs1.org/01/%s/10/%s"}],
                  "weft:result": {"weft:test": "T", "weft:text": "%s", "weft:value": %s}}}]}
                """.formatted(GTIN, lot, text, value));
        Files.move(draft, hub.folder().resolve("mappings").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        mappings.add(name);
        Await.until(name + " to serve", LIMIT, () -> Rest.json(client, "/health").toString().contains(name.replace("-", ".")),
                this::explain);
    }

    private static void put(Path inbox, String name, byte[] content) throws IOException {
        Path draft = Files.write(inbox.resolve("." + name), content);
        Files.move(draft, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitUp(String instance) {
        Await.until(instance, LIMIT, () -> "UP".equals(Rest.adapter(client, instance).get("state")), this::explain);
    }

    /** The results in a lot's thread, by their time; and nothing that REST says of the lot has a character that was lost. */
    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> results(String lot, int count) throws Exception {
        String path = "/threads/" + GTIN + "/" + lot;
        List<Map<String, Object>> results = Await.value(count + " results of " + lot, LIMIT, () -> {
            List<Map<String, Object>> found = Rest.json(client, path, "events").stream()
                    .map(entry -> (Map<String, Object>) entry.get("event")).filter(event -> event.containsKey("weft:result"))
                    .sorted(Comparator.comparing(event -> java.time.OffsetDateTime.parse((String) event.get("eventTime")).toInstant()))
                    .toList();
            return found.size() == count ? found : null;
        }, this::explain);
        String answer = client.get(path).text();
        assertTrue(answer.contains(CHINESE.substring(0, 2)), answer);
        assertFalse(answer.contains("\uFFFD"), answer);
        for (Map<String, Object> event : results) {
            HubClient.Answer one = client.get("/events/" + HubClient.segment((String) event.get("eventID")));
            assertEquals(200, one.status(), one.text());
            assertFalse(one.text().contains("\uFFFD"), one.text());
        }
        return results;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> result(Map<String, Object> event) {
        return (Map<String, Object>) event.get("weft:result");
    }

    private List<Map<String, Object>> messages(String system) throws IOException {
        return Rest.json(client, "/messages?system=" + system, "messages");
    }

    private String explain() {
        return String.join("\n", hub.log());
    }
}

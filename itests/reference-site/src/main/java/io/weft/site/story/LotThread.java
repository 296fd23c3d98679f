package io.weft.site.story;

import io.weft.launcher.HubClient;
import io.weft.site.carrier.LoggerExport;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The lot's thread as the hub answers it, and what has to stand in it. */
final class LotThread {

    private static final List<Integer> ALL = IntStream.rangeClosed(1, 13).boxed().toList();

    private final HubClient hub;
    private final Findings findings;

    LotThread(HubClient hub, Findings findings) {
        this.hub = hub;
        this.findings = findings;
    }

    static String path() {
        return "/threads/" + Places.GTIN + "/" + HubClient.segment(LotStory.LOT);
    }

    Map<String, Object> read() throws IOException, InterruptedException {
        return hub.get(path()).json();
    }

    /** Classes of the thread's events and, for readings of devices that the lot was exposed to, 8. */
    List<Integer> classes(Map<String, Object> thread) {
        TreeSet<Integer> classes = new TreeSet<>();
        for (Object entry : (List<?>) thread.get("events")) {
            ((List<?>) ((Map<?, ?>) entry).get("classes")).forEach(number -> classes.add(((Number) number).intValue()));
        }
        boolean measured = ((List<?>) thread.get("exposures")).stream()
                .anyMatch(exposure -> ((Number) ((Map<?, ?>) exposure).get("readings")).longValue() > 0);
        if (measured) {
            classes.add(8);
        }
        findings.expectEqual(ALL, List.copyOf(classes), "classes in the thread of " + LotStory.LOT);
        return List.copyOf(classes);
    }

    void check(Map<String, Object> thread) {
        List<Map<?, ?>> events = events(thread);
        has(events, "excursion from transport", event -> event.get("weft:window") instanceof Map<?, ?> window
                && window.get("weft:statedMaximum") instanceof Number warmest
                && new BigDecimal(warmest.toString()).compareTo(new BigDecimal("8")) > 0);
        has(events, "deviation by the hub because of the logger's file", event -> event.get("weft:deviation") instanceof Map<?, ?> deviation
                && deviation.get("weft:completedBy") instanceof Map<?, ?> row
                && String.valueOf(row.get("weft:device")).startsWith(LoggerExport.DEVICES));
        has(events, "corrected result", event -> event.get("weft:result") instanceof Map<?, ?> result
                && "corrected".equals(result.get("weft:status")));
        has(events, "declaration of the wrong result", event -> event.containsKey("errorDeclaration")
                && event.containsKey("weft:result"));
        has(events, "reversed goods receipt", event -> event.containsKey("errorDeclaration")
                && "receiving".equals(event.get("bizStep")));
        has(events, "release by a named person", event -> event.get("weft:usageDecision") instanceof Map<?, ?> decision
                && "released".equals(decision.get("weft:code")));
        has(events, "count that was declared wrong, with its correction", event -> event.containsKey("errorDeclaration")
                && "cycle_counting".equals(event.get("bizStep")) && corrected(event, events));
    }

    private void has(List<Map<?, ?>> events, String what, Predicate<Map<?, ?>> such) {
        findings.expect(events.stream().anyMatch(such), "the thread of " + LotStory.LOT + " has no " + what);
    }

    private static List<Map<?, ?>> events(Map<String, Object> thread) {
        List<Map<?, ?>> events = new ArrayList<>();
        ((List<?>) thread.get("events")).forEach(entry -> events.add((Map<?, ?>) ((Map<?, ?>) entry).get("event")));
        return events;
    }

    private static boolean corrected(Map<?, ?> declared, List<Map<?, ?>> events) {
        Object corrective = ((List<?>) ((Map<?, ?>) declared.get("errorDeclaration")).get("correctiveEventIDs")).get(0);
        return events.stream().anyMatch(event -> corrective.equals(event.get("eventID")));
    }

    /**
     * Asks by the number of each system.
     *
     * @param inPackage when the package held just this lot
     * @return {@code identifiers}, {@code equal}: how many were asked, and whether all answers had the same bytes
     */
    Map<String, Object> byEachIdentifier(Instant inPackage) throws IOException, InterruptedException {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("supplier batch", LotStory.SUPPLIER_BATCH);
        asked.put("ERP batch", LotStory.ERP_BATCH);
        asked.put("sample", Release.SAMPLE);
        asked.put("MES lot", Production.MES_LOT);
        asked.put("SSCC", Places.SSCC);
        HubClient.Answer reference = hub.get(path());
        String size = reference.headers().entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("Weft-Log-Size"))
                .findFirst().orElseThrow(() -> new IOException("the thread's answer has no Weft-Log-Size")).getValue().get(0);
        byte[] expected = hub.get(path() + "?asOf=" + size).body();
        boolean equal = true;
        for (Map.Entry<String, String> identifier : asked.entrySet()) {
            HubClient.Answer answer = hub.get("/threads?id=" + HubClient.segment(identifier.getValue()) + "&asOf=" + size
                    + (identifier.getKey().equals("SSCC") ? "&at=" + inPackage : ""));
            boolean same = answer.status() == 200 && Arrays.equals(expected, answer.body());
            findings.expect(same, "thread by " + identifier.getKey() + " " + identifier.getValue() + ": " + answer.status()
                    + ", " + answer.body().length + " bytes where " + expected.length + " are expected");
            equal &= same;
        }
        return new LinkedHashMap<>(Map.of("identifiers", asked.size(), "equal", equal));
    }
}

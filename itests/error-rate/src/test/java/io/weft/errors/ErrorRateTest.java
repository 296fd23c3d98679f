package io.weft.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.errors.delivery.History;
import io.weft.errors.fault.Fault;
import io.weft.errors.fault.FaultKind;
import io.weft.errors.fault.Injector;
import io.weft.errors.fault.Scenario;
import io.weft.errors.hub.HubRun;
import io.weft.errors.plain.PlainStore;
import io.weft.event.CanonicalJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The short form of {@code weft error-rate}. */
class ErrorRateTest {

    private static final Path CORPUS = Path.of(System.getProperty("weft.corpus", "none"));
    private static final int DELIVERIES = 300;
    private static final int PER_KIND = 12;
    private static final long SEED = 20261122;

    @TempDir
    private static Path folder;

    private static Scenario scenario;
    private static Outcome hub;
    private static Outcome baseline;

    @BeforeAll
    static void runOnce() throws Exception {
        if (Files.isDirectory(CORPUS.resolve("deliveries"))) {
            scenario = Injector.inject(History.read(CORPUS.resolve("deliveries"), DELIVERIES), SEED, PER_KIND);
            hub = Outcome.of(scenario, HubRun.run(scenario, folder.resolve("database"), step -> { }));
            baseline = Outcome.of(scenario, PlainStore.run(scenario));
        }
    }

    private static void needsTheCorpus() {
        assumeTrue(scenario != null, "the folder deliveries of the corpus is not there (system property weft.corpus)");
    }

    @Test
    void everyFaultIsAccountedForOnce() {
        needsTheCorpus();
        for (Outcome outcome : List.of(hub, baseline)) {
            outcome.kinds().forEach(tally -> assertEquals(PER_KIND, tally.injected(), tally.kind().title()));
            assertEquals(outcome.kinds().stream().mapToInt(Tally::passed).sum(), outcome.passed().size());
            assertEquals(DELIVERIES * 3, outcome.records());
        }
    }

    @Test
    void noCleanRecordIsRejectedOrStoredWrongly() {
        needsTheCorpus();
        for (Outcome outcome : List.of(hub, baseline)) {
            assertEquals(List.of(), outcome.falseAlarms());
            assertEquals(List.of(), outcome.wrongWithoutFault());
        }
    }

    @Test
    void onlyPlausibleValuesPassUnnoticed() {
        needsTheCorpus();
        assertEquals(List.of(), hub.passed().stream().filter(fault -> !fault.kind().plausible()).map(Fault::toString).toList());
    }

    /** A hub that finds less than a parser, or a baseline that finds what it has no check for, is measured wrongly. */
    @Test
    void baselineLetsThroughWhatItDoesNotCheck() {
        needsTheCorpus();
        baseline.kinds().forEach(tally -> {
            switch (tally.kind()) {
                case ENCODING -> assertTrue(tally.caught() > 0 && tally.passed() > 0, "XML is checked by any parser, EDIFACT is not");
                case LATE -> assertEquals(PER_KIND, tally.corrected());
                case ITEM_DIGITS, QUANTITY_DIGITS, UNIT, OTHER_LOT, LOT_TYPO, STALE_MASTER_DATA, REPEATED_MESSAGE, REPEATED_FACT, LOST,
                        PLAUSIBLE -> assertEquals(PER_KIND, tally.passed(), tally.kind().title());
            }
        });
    }

    @Test
    void sameSeedGivesTheSameFaults() throws Exception {
        needsTheCorpus();
        Scenario again = Injector.inject(History.read(CORPUS.resolve("deliveries"), DELIVERIES), SEED, PER_KIND);
        assertEquals(scenario.faults(), again.faults());
        for (int i = 0; i < scenario.sent().size(); i++) {
            assertEquals(new String(scenario.sent().get(i).bytes(), StandardCharsets.ISO_8859_1),
                    new String(again.sent().get(i).bytes(), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void reportHasWhatItPromises() throws Exception {
        needsTheCorpus();
        Map<?, ?> json = (Map<?, ?>) CanonicalJson.read(CanonicalJson.write(new Report(hub, baseline).json(scenario, SEED)));

        assertEquals(FaultKind.values().length, ((List<?>) json.get("kinds")).size());
        Map<?, ?> kind = (Map<?, ?>) ((List<?>) json.get("kinds")).get(0);
        assertTrue(kind.keySet().containsAll(List.of("kind", "plausible", "injected", "caught", "corrected", "passed")), kind::toString);
        assertTrue(json.keySet().containsAll(List.of("records", "undetectedRate", "undetectedRatePlausible", "falseAlarms", "baseline")));
        assertTrue(((Map<?, ?>) json.get("baseline")).keySet().containsAll(List.of("kinds", "records", "undetectedRate")));
    }

    @Test
    void withoutTheDeliveriesItSaysSo() {
        StringWriter errors = new StringWriter();
        int code = new CommandLine(new ErrorRate()).setErr(new PrintWriter(errors)).execute("--corpus", folder.resolve("nowhere").toString());

        assertEquals(ErrorRate.ABSENT, code);
        assertTrue(errors.toString().contains("nowhere"), errors::toString);
    }
}

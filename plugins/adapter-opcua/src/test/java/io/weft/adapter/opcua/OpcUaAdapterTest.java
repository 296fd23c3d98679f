package io.weft.adapter.opcua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.AdapterState;
import io.weft.event.Reading;
import io.weft.event.SourceTime;
import io.weft.site.DataValues;
import io.weft.tck.Await;
import io.weft.tck.RecordingIntake;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against a real OPC UA server. */
class OpcUaAdapterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final RecordingIntake intake = new RecordingIntake();

    @Test
    void aServerWhoseCertificateIsNotInTheTrustFolderIsRefused() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start()) {
            Files.delete(folder.resolve("hub-trusts").resolve("plant.der"));
            try (Plant.Running running = plant.run(plant.configuration(1), intake)) {
                await(running, () -> hasFault(running, "trustFolder: ") && running.adapter().state() == AdapterState.IMPAIRED);
                assertEquals(0, plant.server.sessions());

                // What was refused can be examined and then trusted, without a restart.
                Files.copy(folder.resolve("data/opcua~plant/rejected.der"), folder.resolve("hub-trusts/plant.der"));
                await(running, () -> running.adapter().state() == AdapterState.UP);
            }
        }
    }

    @Test
    void withoutATrustFolderNoServerIsTrusted() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start()) {
            Map<String, Object> configuration = plant.configuration(1);
            configuration.remove("trustFolder");
            try (Plant.Running running = plant.run(configuration, intake)) {
                await(running, () -> hasFault(running, "trustFolder: ''"));
                assertEquals(0, plant.server.sessions());
            }
        }
    }

    /** A server, or somebody in between, that offers None must not talk the hub into it. */
    @Test
    void securityPolicyNoneIsTakenOnlyByThatName() throws Exception {
        try (Plant plant = Plant.withoutSecurity(folder).with(1).start()) {
            Files.delete(folder.resolve("hub-trusts").resolve("plant.der"));
            Map<String, Object> configuration = plant.configuration(1);
            configuration.remove("user");
            configuration.remove("passwordFile");
            configuration.put("anonymous", "true");
            try (Plant.Running running = plant.run(configuration, intake)) {
                await(running, () -> hasFault(running, "endpoint: "));
                assertEquals(0, plant.server.sessions());
            }
            configuration.put("securityPolicy", "None");
            try (Plant.Running running = plant.run(configuration, intake)) {
                await(running, () -> running.adapter().state() == AdapterState.UP);
            }
        }
    }

    @Test
    void aMissingNodeIsReportedAloneAndTakenUpWhenItAppears() throws Exception {
        try (Plant plant = Plant.secure(folder).with(2).start()) {
            Map<String, Object> configuration = plant.configuration(3);
            try (Plant.Running running = plant.run(configuration, intake)) {
                await(running, () -> running.adapter().statistics().items() == 2);
                List<String> faults = running.adapter().faults();
                assertEquals(1, faults.size(), faults.toString());
                assertTrue(faults.get(0).startsWith("items: 'nsu=urn:plant;s=T2' was refused by the server: Bad_NodeId"),
                        faults.get(0));
                plant.publish(0, 1, 4.5);
                await(running, () -> has(0, 1));

                plant.server.addVariable("T2", NodeIds.Double, DataValues.NOT_YET);
                await(running, () -> running.adapter().state() == AdapterState.UP);
                plant.publish(2, 1, 4.5);
                await(running, () -> has(2, 1));
            }
        }
    }

    @Test
    void aPatternNamesAllVariablesThatMatch() throws Exception {
        try (Plant plant = Plant.secure(folder).with(5).start()) {
            plant.server.addVariable("Pump", NodeIds.Double, DataValues.NOT_YET);
            Map<String, Object> configuration = plant.configuration(1);
            configuration.put("items", "nsu=urn:plant;s=T*");
            try (Plant.Running running = plant.run(configuration, intake)) {
                await(running, () -> running.adapter().state() == AdapterState.UP);
                assertEquals(5, running.adapter().statistics().items());
            }
        }
    }

    @Test
    void intervalsThatTheServerRevisesAreReported() throws Exception {
        try (Plant plant = Plant.revising(folder, 400, 300).with(2).start();
                Plant.Running running = plant.run(plant.configuration(2), intake)) {
            await(running, () -> running.adapter().statistics().items() == 2);
            assertEquals(List.of(
                    "publishingInterval: '50' was revised by the server to 400 ms",
                    "samplingInterval: '50' was revised by the server to 300 ms for 2 items"),
                    running.adapter().faults());
            assertEquals(AdapterState.IMPAIRED, running.adapter().state());
        }
    }

    /** A server compares by value unless it is told otherwise; a thermometer that stands still would seem dead. */
    @Test
    void theSameValueMeasuredAnewIsAReading() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start();
                Plant.Running running = plant.run(plant.configuration(1), intake)) {
            await(running, () -> running.adapter().state() == AdapterState.UP);
            plant.publish(0, 1, 5.0);
            plant.publish(0, 2, 5.0);
            await(running, () -> has(0, 1) && has(0, 2));
        }
    }

    @Test
    void fiveThousandItemsEachSecondLoseNothing() throws Exception {
        int items = 5_000;
        int seconds = 4;
        try (Plant plant = Plant.secure(folder).with(items).start();
                Plant.Running running = plant.run(plant.configuration(items), intake)) {
            await(running, () -> running.adapter().state() == AdapterState.UP);
            Set<Reading> published = new HashSet<>();
            for (int second = 1; second <= seconds; second++) {
                for (int item = 0; item < items; item++) {
                    double value = 2 + (item % 60) / 10.0 + second / 1000.0;
                    plant.publish(item, second, value);
                    published.add(reading(item, second, value));
                }
            }
            await(running, () -> good().size() >= published.size());
            assertEquals(published, good());
            assertEquals(0, running.adapter().statistics().gapCount());
            assertTrue(intake.largestBatch() <= 1_000, "a batch of " + intake.largestBatch());
        }
    }

    @Test
    void afterAServerRestartDataFlowsAgainAndWhatDidNotChangeIsNoGap() throws Exception {
        try (Plant plant = Plant.secure(folder).with(3).start();
                Plant.Running running = plant.run(plant.configuration(3), intake)) {
            await(running, () -> running.adapter().state() == AdapterState.UP);
            plant.publish(0, 1, 4.0);
            await(running, () -> has(0, 1));

            plant.server.stop();
            await(running, () -> hasFault(running, "endpoint: "));
            plant.server.start();
            await(running, () -> running.adapter().statistics().subscriptions() == 2
                    && plant.server.monitoredItems() == 3);
            for (int item = 0; item < 3; item++) {
                for (int second = 2; second < 12; second++) {
                    plant.publish(item, second, second);
                }
            }
            await(running, () -> good().size() == 31);
            assertEquals(List.of(), running.adapter().statistics().gaps());
            assertEquals(1, plant.server.sessions());
            assertEquals(1, plant.server.subscriptions());
        }
    }

    @Test
    void whatTheServersQueueCouldNotHoldIsReportedWithItsTime() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start()) {
            Map<String, Object> configuration = plant.configuration(1);
            configuration.put("publishingInterval", "1000");
            configuration.put("samplingInterval", "500");
            configuration.put("queueSize", "3");
            try (Plant.Running running = plant.run(configuration, intake)) {
                await(running, () -> running.adapter().state() == AdapterState.UP);
                plant.publish(0, 1, 1);
                await(running, () -> has(0, 1));
                for (int second = 2; second <= 50; second++) {
                    plant.publish(0, second, second);
                }
                await(running, () -> has(0, 50));

                Gap gap = running.adapter().statistics().gaps().get(0);
                assertEquals(Gap.Cause.SERVER_QUEUE_OVERFLOW, gap.cause());
                assertEquals(Plant.START.plusSeconds(1), gap.from());
                assertEquals(Plant.START.plusSeconds(50), gap.to());
                assertTrue(hasFault(running, "gap: "));
                assertTrue(good().stream().allMatch(reading -> reading.status() == 0), "the overflow bit is no quality");
                await(running, () -> edges().equals(Set.of(
                        edge(0, 1, 1, 0x809D_0480L), edge(0, 50, -1, 0x809D_0480L))));
            }
        }
    }

    /** At the bound of its own queue the instance lets the server hold values back, in as far as that can. */
    @Test
    void aLongIntakeOutageHoldsTheServerBackAndLosesNothing() throws Exception {
        int items = 10;
        int seconds = 400;
        try (Plant plant = Plant.secure(folder).with(items).start()) {
            Map<String, Object> configuration = plant.configuration(items);
            configuration.put("queueCapacity", "1000");
            configuration.put("queueSize", "1000");
            try (Plant.Running running = plant.run(configuration, intake)) {
                await(running, () -> running.adapter().state() == AdapterState.UP);
                intake.close();
                for (int second = 1; second <= seconds / 2; second++) {
                    publishAll(plant, items, second);
                }
                await(running, () -> hasFault(running, "queueCapacity: ") && hasFault(running, "intake: "));
                for (int second = seconds / 2 + 1; second <= seconds; second++) {
                    publishAll(plant, items, second);
                }
                intake.open();
                await(running, () -> good().size() == items * seconds);
                await(running, () -> running.adapter().state() == AdapterState.UP);
                assertEquals(0, running.adapter().statistics().gapCount());
                assertEquals(intake.distinctCount(), intake.readings().size(), "taken twice");
            }
        }
    }

    @Test
    void withoutAnyIntakeValuesWaitForIt() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start();
                Plant.Running running = plant.run(plant.configuration(1), intake)) {
            await(running, () -> running.adapter().state() == AdapterState.UP);
            running.adapter().unsetIntake(intake);
            plant.publish(0, 1, 4.0);
            await(running, () -> hasFault(running, "intake: "));
            running.adapter().setIntake(intake);
            await(running, () -> has(0, 1));
        }
    }

    @Test
    void whatIntakeDidNotTakeBeforeTheEndIsNamedAsAGap() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start()) {
            Map<String, Object> configuration = plant.configuration(1);
            configuration.put("closeTimeout", "300");
            Plant.Running running = plant.run(configuration, intake);
            await(running, () -> running.adapter().state() == AdapterState.UP && intake.distinctCount() == 1);
            intake.close();
            plant.publish(0, 1, 4.0);
            plant.publish(0, 2, 4.0);
            await(running, () -> running.adapter().statistics().received() == 3);
            running.close();
            Gap gap = running.adapter().statistics().gaps().get(0);
            assertEquals(new Gap(Gap.Cause.STOPPED_BEFORE_INTAKE, 2, Plant.START.plusSeconds(1),
                    Plant.START.plusSeconds(2)), gap);
        }
    }

    /** As after a kill: what was queued is gone, and what came meanwhile nobody heard. */
    @Test
    void whatCameWhileTheHubWasDownIsReadBackFromTheHistory() throws Exception {
        int items = 50;
        try (Plant plant = Plant.remembering(folder, 5_000).with(items).start()) {
            interrupted(plant, items, 2_500);
            try (Plant.Running running = plant.run(plant.configuration(items), intake)) {
                await(running, () -> good().size() == items * 2_510);
                await(running, () -> running.adapter().state() == AdapterState.UP);
                publishAll(plant, items, 2_511);
                await(running, () -> good().size() == items * 2_511);
                assertEquals(0, running.adapter().statistics().gapCount());
                assertEquals(Set.of(), edges());
                assertInOrder();
            }
        }
    }

    @Test
    void whatCameWhileTheHubWasDownIsStoredAsMissingWhereThereIsNoHistory() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start()) {
            interrupted(plant, 1, 10);
            try (Plant.Running running = plant.run(plant.configuration(1), intake)) {
                await(running, () -> edges().equals(
                        Set.of(edge(0, 5, 1, 0x809D_0000L), edge(0, 20, -1, 0x809D_0000L))));
                assertTrue(hasFault(running, "gap: '1' from " + Plant.START.plusSeconds(5) + " to "
                        + Plant.START.plusSeconds(20) + ": nobody listened, and the server offers no history"),
                        running.adapter().faults().toString());
                assertEquals(Gap.Cause.NO_HISTORY, running.adapter().statistics().gaps().get(0).cause());
            }
            // Known once, it is not said again.
            int readings = intake.distinctCount();
            try (Plant.Running running = plant.run(plant.configuration(1), intake)) {
                await(running, () -> running.adapter().state() == AdapterState.UP);
                plant.publish(0, 21, 21);
                await(running, () -> has(0, 21));
                assertEquals(readings + 1, intake.distinctCount());
            }
        }
    }

    @Test
    void whatTheHistoryNoLongerHoldsIsStoredAsMissing() throws Exception {
        try (Plant plant = Plant.remembering(folder, 4).with(1).start()) {
            interrupted(plant, 1, 10);
            try (Plant.Running running = plant.run(plant.configuration(1), intake)) {
                await(running, () -> has(0, 17) && has(0, 18) && has(0, 19) && has(0, 20));
                await(running, () -> edges().equals(
                        Set.of(edge(0, 5, 1, 0x809B_0000L), edge(0, 17, -1, 0x809B_0000L))));
            }
        }
    }

    @Test
    void whatCameWhileTheLineWasCutForLongerThanTheSessionIsReadBack() throws Exception {
        try (Plant plant = Plant.remembering(folder, 1_000).with(3).start(); Line line = Line.to(plant.port())) {
            Map<String, Object> configuration = plant.configuration(3);
            configuration.put("endpoint", plant.server.endpoint().replace(":" + plant.port(), ":" + line.port()));
            configuration.put("keepAliveInterval", "100");
            configuration.put("subscriptionLifetime", "300");
            configuration.put("requestTimeout", "1000");
            try (Plant.Running running = plant.run(configuration, intake)) {
                await(running, () -> running.adapter().state() == AdapterState.UP);
                publishAll(plant, 3, 1);
                await(running, () -> good().size() == 3);
                line.cut();
                for (int second = 2; second <= 40; second++) {
                    publishAll(plant, 3, second);
                }
                await(running, () -> plant.server.subscriptions() == 0);
                for (int second = 41; second <= 80; second++) {
                    publishAll(plant, 3, second);
                }
                line.mend();
                await(running, () -> good().size() == 3 * 80);
                assertEquals(Set.of(), edges());
                assertInOrder();
            }
        }
    }

    /** Without knowing what is stored, nobody could tell what is missing. */
    @Test
    void anInstanceWaitsUntilIntakeSaysWhereToGoOn() throws Exception {
        intake.close();
        try (Plant plant = Plant.secure(folder).with(1).start();
                Plant.Running running = plant.run(plant.configuration(1), intake)) {
            await(running, () -> hasFault(running, "stored: 'opcua~plant'"));
            assertEquals(0, plant.server.subscriptions());
            intake.open();
            await(running, () -> running.adapter().state() == AdapterState.UP);
        }
    }

    /**
     * Seconds 1 to 5 are stored, 6 to 10 come and are not; then the instance is gone while {@code more} seconds follow.
     */
    private void interrupted(Plant plant, int items, int more) throws Exception {
        Map<String, Object> configuration = plant.configuration(items);
        configuration.put("closeTimeout", "100");
        Plant.Running running = plant.run(configuration, intake);
        await(running, () -> running.adapter().state() == AdapterState.UP);
        for (int second = 1; second <= 5; second++) {
            publishAll(plant, items, second);
        }
        await(running, () -> good().size() == 5 * items);
        intake.close();
        for (int second = 6; second <= 10; second++) {
            publishAll(plant, items, second);
        }
        await(running, () -> intake.refusals() > 0);
        running.close();
        intake.open();
        for (int second = 11; second <= 10 + more; second++) {
            publishAll(plant, items, second);
        }
    }

    /** However it is interrupted, an item's newest stored reading has to tell where to go on. */
    private void assertInOrder() {
        Map<String, Long> last = new HashMap<>();
        List<Reading> readings = intake.readings().stream().filter(Reading::good).toList();
        for (Reading reading : readings) {
            if (reading.sourceTime() < last.getOrDefault(reading.item(), 0L)) {
                // Sampled between the creation of the item and the reading of its history: it came twice.
                assertTrue(readings.indexOf(reading) < readings.lastIndexOf(reading), reading.toString());
            }
            last.merge(reading.item(), reading.sourceTime(), Math::max);
        }
    }

    private Set<Reading> edges() {
        Set<Reading> edges = new HashSet<>(intake.distinctReadings());
        edges.removeIf(reading -> reading.value().isPresent() || reading.status() == 0x8032_0000L);
        return edges;
    }

    private static Reading edge(int item, int second, int ticks, long status) {
        return new Reading("nsu=urn:plant;s=T" + item,
                SourceTime.ofInstant(Plant.START.plusSeconds(second)) + ticks, Optional.empty(), status);
    }

    @Test
    void whatIsNoNumberIsOfferedAsAMessage() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start()) {
            plant.server.addVariable("State", NodeIds.String,
                    DataValues.good(new Variant("defrost \"A\""), Plant.START));
            Map<String, Object> configuration = plant.configuration(1);
            configuration.put("items", "nsu=urn:plant;s=T0, nsu=urn:plant;s=State");
            try (Plant.Running running = plant.run(configuration, intake)) {
                await(running, () -> intake.messages().size() == 1);
                var message = intake.messages().get(0);
                assertEquals("opcua-value", message.format());
                assertEquals("opcua~plant", message.instance());
                assertEquals(Optional.of("nsu=urn:plant;s=State@" + SourceTime.ofInstant(Plant.START) + "#0"),
                        message.transportKey());
                String payload = new String(message.payload(), StandardCharsets.UTF_8);
                assertTrue(payload.contains("\"text\":\"defrost \\\"A\\\"\""), payload);
            }
        }
    }

    @Test
    void stoppingLeavesNoSessionAndNoThreadBehind() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start()) {
            Plant.Running running = plant.run(plant.configuration(1), intake);
            await(running, () -> running.adapter().state() == AdapterState.UP);
            long start = System.nanoTime();
            running.close();
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
            assertEquals(0, plant.server.sessions());
            assertEquals(0, plant.server.subscriptions());
            assertFalse(Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("weft-opcua~plant")));
        }
    }

    @Test
    void activationDoesNotWaitForTheServerNorDoesStopping() throws Exception {
        try (Plant plant = Plant.secure(folder).with(1).start()) {
            Map<String, Object> configuration = plant.configuration(1);
            plant.server.stop();
            long start = System.nanoTime();
            Plant.Running running = plant.run(configuration, intake);
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(1).toNanos());
            await(running, () -> hasFault(running, "endpoint: "));
            running.close();
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(15).toNanos());
        }
    }

    private static void publishAll(Plant plant, int items, int second) {
        for (int item = 0; item < items; item++) {
            plant.publish(item, second, second);
        }
    }

    private static Reading reading(int item, int second, double value) {
        return new Reading("nsu=urn:plant;s=T" + item, SourceTime.ofInstant(Plant.START.plusSeconds(second)),
                Optional.of(new BigDecimal(Double.toString(value))), 0);
    }

    /** What was published; not what said that there is no value yet. */
    private Set<Reading> good() {
        Set<Reading> good = new HashSet<>(intake.distinctReadings());
        good.removeIf(reading -> !reading.good());
        return good;
    }

    private boolean has(int item, int second) {
        long ticks = SourceTime.ofInstant(Plant.START.plusSeconds(second));
        return good().stream().anyMatch(reading ->
                reading.item().equals("nsu=urn:plant;s=T" + item) && reading.sourceTime() == ticks);
    }

    private static boolean hasFault(Plant.Running running, String beginning) {
        return running.adapter().faults().stream().anyMatch(fault -> fault.startsWith(beginning));
    }

    private void await(Plant.Running running, BooleanSupplier condition) throws InterruptedException {
        Await.until(PATIENCE, condition, () -> running.adapter().state() + " " + running.adapter().faults() + " "
                + running.adapter().statistics() + ", taken " + intake.distinctCount());
    }
}

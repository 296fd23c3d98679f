package io.weft.site.story;

import io.weft.site.ColdStoreServer;
import io.weft.site.wms.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from the reading that completes a violation to the hold confirmed: from the moment the sensor's
 * server is given the value until the hub has committed the warehouse's own event that cites the hold.
 *
 * <p>Each trial has a lot and a zone of its own. The load is open: trials start at a fixed rate, whether earlier ones are
 * confirmed or not, so that a slow hub cannot slow down its own measurement.
 */
final class HoldTrials {

    private static final double TOO_WARM = 12.5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ColdStoreServer coldStore;
    private final Warehouse warehouse;
    private final Duration interval;

    HoldTrials(ColdStoreServer coldStore, Warehouse warehouse, Duration interval) {
        this.coldStore = coldStore;
        this.warehouse = warehouse;
        this.interval = interval;
    }

    /**
     * @param zoneOfLot one entry per trial, by the lot's canonical key; the lots are in their zones since {@code start}
     * @param allowance how long a lot may be too warm
     * @throws TimeoutException naming how many holds were not confirmed
     */
    Percentiles run(Map<String, Integer> zoneOfLot, Instant start, Duration allowance)
            throws InterruptedException, TimeoutException {
        Map<String, Long> completed = new ConcurrentHashMap<>();
        Map<String, Long> confirmed = new ConcurrentHashMap<>();
        CountDownLatch open = new CountDownLatch(zoneOfLot.size());
        warehouse.onConfirmed((lot, nanoTime) -> {
            if (zoneOfLot.containsKey(lot) && confirmed.putIfAbsent(lot, nanoTime) == null) {
                open.countDown();
            }
        });
        zoneOfLot.values().forEach(zone -> coldStore.publishTemperature(zone, start.plusSeconds(60), TOO_WARM));
        Instant violation = start.plusSeconds(60).plus(allowance).plusMillis(1);
        long next = System.nanoTime();
        for (Map.Entry<String, Integer> trial : zoneOfLot.entrySet()) {
            next += interval.toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
            completed.put(trial.getKey(), System.nanoTime());
            coldStore.publishTemperature(trial.getValue(), violation, TOO_WARM);
        }
        if (!open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new TimeoutException(open.getCount() + " of " + zoneOfLot.size() + " holds are not confirmed after "
                    + PATIENCE.toSeconds() + " s; the warehouse says: " + warehouse.faults());
        }
        return Percentiles.of(completed.keySet().stream()
                .mapToLong(lot -> confirmed.get(lot) - completed.get(lot)).toArray());
    }
}

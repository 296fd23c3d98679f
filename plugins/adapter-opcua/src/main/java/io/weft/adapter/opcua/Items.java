package io.weft.adapter.opcua;

import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The items of an instance, each from where its readings are committed. */
final class Items {

    private final String instance;
    private final Supplier<Optional<Intake>> intake;
    private final Map<String, Item> items = new ConcurrentHashMap<>();
    private boolean loaded;

    Items(String instance, Supplier<Optional<Intake>> intake) {
        this.instance = instance;
        this.intake = intake;
    }

    /**
     * Asks intake, once in the life of the instance, how far each item is stored. Later the instance knows it better: by
     * what it has queued.
     */
    synchronized void load() throws IntakeUnavailableException {
        if (!loaded) {
            Intake open = intake.get().orElseThrow(() ->
                    new IntakeUnavailableException("the ingest route is not there", Duration.ofMillis(200), null));
            open.newest(instance).forEach((name, ticks) -> items.put(name, Item.since(name, ticks)));
            loaded = true;
        }
    }

    Item of(String name) {
        return items.computeIfAbsent(name, Item::unknown);
    }
}

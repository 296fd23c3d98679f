package io.weft.adapter.opcua;

import io.weft.adapter.opcua.Settings.Sampling;
import io.weft.settings.Faults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;

/**
 * One subscription on the server with its monitored items: creates them, checks what the server made of each, and passes
 * on what it reports. Its methods are called by one thread at a time, except the listener's.
 */
final class ItemSubscription implements OpcUaSubscription.SubscriptionListener {

    private static final int MAXIMUM_NOTIFICATIONS_PER_PUBLISH = 10_000;
    /** By default a server reports a value only when it differs; the same value measured anew is a reading, too. */
    private static final DataChangeFilter EACH_SAMPLE = new DataChangeFilter(DataChangeTrigger.StatusValueTimestamp,
            Unsigned.uint(DeadbandType.None.getValue()), 0.0);

    private static final String ITEMS = "items";

    private final Settings settings;
    private final ValueReader values;
    private final Faults faults;
    private final Gaps gaps;
    private final Consumer<List<Received>> sink;
    private final Consumer<String> onBroken;
    private final OpcUaClient client;
    private final Items items;
    private final History history;
    private final Set<NodeId> readBack = new HashSet<>();
    private final OpcUaSubscription subscription;
    private volatile int monitored;

    /**
     * @param sink     takes what the server reports; blocks to hold the server back
     * @param onBroken called with the reason when the subscription has to be made anew; must not block
     */
    ItemSubscription(OpcUaClient client, Settings settings, Items items, ValueReader values, Faults faults, Gaps gaps,
            Consumer<List<Received>> sink, Consumer<String> onBroken) {
        this.client = client;
        this.items = items;
        this.history = new History(client, values, gaps, sink);
        this.settings = settings;
        this.values = values;
        this.faults = faults;
        this.gaps = gaps;
        this.sink = sink;
        this.onBroken = onBroken;
        this.subscription = new OpcUaSubscription(client, settings.sampling().publishingInterval());
        double interval = settings.sampling().publishingInterval();
        long keepAlive = counts(settings.timing().keepAlive().toMillis(), interval);
        long lifetime = counts(settings.timing().subscriptionLifetime().toMillis(), interval);
        subscription.setLifetimeAndKeepAliveCalculated(false);
        subscription.setMaxKeepAliveCount(Unsigned.uint(keepAlive));
        subscription.setLifetimeCount(Unsigned.uint(Math.max(3 * keepAlive, lifetime)));
        subscription.setMaxNotificationsPerPublish(Unsigned.uint(MAXIMUM_NOTIFICATIONS_PER_PUBLISH));
        subscription.setMaxMonitoredItemsPerCall(Unsigned.uint(settings.maximumItemsPerCall()));
        subscription.setSubscriptionListener(this);
    }

    /**
     * Creates the subscription and its items, which begin to sample, and reads back what was missed before. Publishing
     * stays off meanwhile, so that each item's readings are queued in the order of source time: whatever interrupts it,
     * its newest reading tells where to go on. {@link #pause} with false starts it.
     */
    void create() throws UaException, InterruptedException {
        subscription.create();
        subscription.setPublishingMode(false);
        checkPublishingInterval();
        createItems();
        readBack();
    }

    /** Creates items that are not there yet, like {@link #create}. */
    void retryItems() throws UaException, InterruptedException {
        pause(true);
        createItems();
        readBack();
    }

    private void readBack() throws UaException {
        Map<NodeId, Item> fresh = new LinkedHashMap<>();
        for (OpcUaMonitoredItem item : subscription.getMonitoredItems()) {
            NodeId node = item.getReadValueId().getNodeId();
            if (item.getSyncState() != OpcUaMonitoredItem.SyncState.INITIAL && readBack.add(node)) {
                fresh.put(node, item(item));
            }
        }
        history.read(fresh);
    }

    /** Creates what is configured and not there yet, and says of each item that the server refuses why. */
    private void createItems() throws UaException, InterruptedException {
        ItemFinder.Found found = new ItemFinder(client).find(settings.items());
        faults.keepOnly(ITEMS, List.of());
        found.missing().forEach((entry, rule) -> faults.raise(ITEMS, entry, rule));
        Map<NodeId, String> wanted = new LinkedHashMap<>(found.nodes());
        subscription.getMonitoredItems().forEach(item -> wanted.remove(item.getReadValueId().getNodeId()));
        wanted.forEach((id, name) -> subscription.addMonitoredItem(monitoredItem(id, name)));
        List<MonitoredItemServiceOperationResult> results = subscription.createMonitoredItems();
        int good = 0;
        for (OpcUaMonitoredItem item : subscription.getMonitoredItems()) {
            if (item.getSyncState() != OpcUaMonitoredItem.SyncState.INITIAL) {
                good++;
            }
        }
        monitored = good;
        for (MonitoredItemServiceOperationResult result : results) {
            if (!result.isGood()) {
                StatusCode status = result.operationResult().orElse(result.serviceResult());
                faults.raise(ITEMS, item(result.monitoredItem()).name(), "was refused by the server: " + words(status));
            }
        }
        checkItems();
    }

    /** Whether there are configured items that are not being monitored. */
    boolean isIncomplete() {
        return faults.lines().stream().anyMatch(line -> line.startsWith(ITEMS + ":"));
    }

    int monitored() {
        return monitored;
    }

    /** While paused, the server keeps what it would have published, as far as its queues hold it. */
    void pause(boolean paused) throws UaException {
        if (subscription.isPublishingEnabled().orElse(true) == paused) {
            subscription.setPublishingMode(!paused);
        }
    }

    /** @throws UaException if the server no longer knows it or does not answer */
    void delete() throws UaException {
        subscription.setSubscriptionListener(null);
        try {
            subscription.delete();
        } finally {
            subscription.reset();
        }
    }

    @Override
    public void onDataReceived(OpcUaSubscription source, List<OpcUaMonitoredItem> monitoredItems,
            List<DataValue> reported) {
        Instant now = Instant.now();
        List<Received> received = new ArrayList<>(monitoredItems.size());
        Map<Item, Missing> missing = new LinkedHashMap<>();
        for (int i = 0; i < monitoredItems.size(); i++) {
            Item item = item(monitoredItems.get(i));
            DataValue value = reported.get(i);
            Received one = values.read(item.name(), value, now);
            received.add(one);
            if (one instanceof Received.Number number && number.hasValue()) {
                long ticks = number.reading().sourceTime();
                item.missingBefore(ticks).ifPresent(suspected -> missing.put(item, suspected));
                if (value.statusCode().isOverflowSet()) {
                    missing.put(item, new Missing(item.name(), Math.min(ticks, item.last().orElse(ticks)), ticks,
                            Gap.Cause.SERVER_QUEUE_OVERFLOW));
                }
            }
        }
        missing.values().forEach(one -> {
            received.addAll(one.edges(now));
            gaps.add(one.gap());
        });
        // Only now: the overflow bit of one value may speak of those before it in the same notification.
        for (Received one : received) {
            if (one instanceof Received.Number number && number.hasValue()) {
                items.of(number.reading().item()).advance(number.reading().sourceTime());
            }
        }
        sink.accept(received);
    }

    @Override
    public void onNotificationDataLost(OpcUaSubscription source) {
        onBroken.accept("a notification was lost and the server could not publish it again");
    }

    @Override
    public void onWatchdogTimerElapsed(OpcUaSubscription source) {
        onBroken.accept("the server has not been heard of for longer than its keep-alive interval");
    }

    @Override
    public void onStatusChanged(OpcUaSubscription source, StatusCode status) {
        if (!status.isGood()) {
            onBroken.accept("the server ended the subscription: " + words(status));
        }
    }

    @Override
    public void onTransferFailed(OpcUaSubscription source, StatusCode status) {
        onBroken.accept("the new session could not take over the subscription: " + words(status));
    }

    private OpcUaMonitoredItem monitoredItem(NodeId id, String name) {
        Sampling sampling = settings.sampling();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(id);
        item.setSamplingInterval(sampling.samplingInterval());
        item.setQueueSize(Unsigned.uint(sampling.queueSize()));
        item.setDiscardOldest(true);
        item.setFilter(EACH_SAMPLE);
        item.setUserObject(items.of(name));
        return item;
    }

    private void checkPublishingInterval() {
        double asked = settings.sampling().publishingInterval();
        double revised = subscription.getRevisedPublishingInterval().orElse(asked);
        String key = "publishingInterval";
        faults.keepOnly(key, List.of());
        if (isLonger(revised, asked)) {
            faults.raise(key, plain(asked), "was revised by the server to " + plain(revised) + " ms");
        }
    }

    /** One line per revised value, not per item. */
    private void checkItems() {
        Sampling asked = settings.sampling();
        Map<Double, Integer> slower = new TreeMap<>();
        Map<Long, Integer> shorter = new TreeMap<>();
        for (OpcUaMonitoredItem item : subscription.getMonitoredItems()) {
            item.getRevisedSamplingInterval().filter(revised -> isLonger(revised, asked.samplingInterval()))
                    .ifPresent(revised -> slower.merge(revised, 1, Integer::sum));
            item.getRevisedQueueSize().map(Number::longValue).filter(revised -> revised < asked.queueSize())
                    .ifPresent(revised -> shorter.merge(revised, 1, Integer::sum));
        }
        faults.keepOnly("samplingInterval", List.of());
        faults.keepOnly("queueSize", List.of());
        slower.forEach((revised, count) -> faults.raise("samplingInterval", plain(asked.samplingInterval()),
                "was revised by the server to " + plain(revised) + " ms for " + count + " items"));
        shorter.forEach((revised, count) -> faults.raise("queueSize", Long.toString(asked.queueSize()),
                "was revised by the server to " + revised + " for " + count + " items"));
    }

    private boolean isLonger(double revised, double asked) {
        return revised > asked * (1 + settings.sampling().tolerance());
    }

    private static Item item(OpcUaMonitoredItem item) {
        return (Item) item.getUserObject().orElseThrow();
    }

    private static long counts(long milliseconds, double interval) {
        return Math.max(1, (long) Math.ceil(milliseconds / interval));
    }

    private static String plain(double milliseconds) {
        return milliseconds == Math.rint(milliseconds)
                ? Long.toString((long) milliseconds) : Double.toString(milliseconds);
    }

    static String words(StatusCode status) {
        return StatusCodes.lookup(status.value()).map(names -> names[0]).orElse(status.toString());
    }
}

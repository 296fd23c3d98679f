package io.weft.adapter.opcua;

import io.weft.adapter.IntakeUnavailableException;
import io.weft.settings.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.util.ExecutionQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session and one subscription with the server, whatever happens to either.
 *
 * <p>It has no thread of its own: its steps run one after the other on the threads and timers that all Milo clients of
 * the process share. A lost session is Milo's to restore for as long as the server may still hold the subscription, which
 * then continues without loss; after that, everything is made anew from the endpoints on, because the server may have
 * another certificate by then.
 */
final class Link {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final String ENDPOINT = "endpoint";
    private static final String TRUST = "trustFolder";
    private static final String SUBSCRIPTION = "subscription";
    private static final String STORED = "stored";
    private static final Duration ASK_INTAKE_AFTER = Duration.ofMillis(200);

    private final String instance;
    private final Settings settings;
    private final ServerTrust trust;
    private final ClientFactory clients;
    private final Items items;
    private final ValueReader values;
    private final Faults faults;
    private final Gaps gaps;
    private final Consumer<List<Received>> sink;
    private final ExecutionQueue steps = new ExecutionQueue(Stack.sharedExecutor());
    private final AtomicLong created = new AtomicLong();
    private final ScheduledFuture<?> retries;
    private volatile boolean closed;
    private volatile boolean paused;
    private volatile boolean tried;
    private volatile CompletableFuture<?> attempt = CompletableFuture.completedFuture(null);
    private volatile Optional<OpcUaClient> client = Optional.empty();
    private volatile Optional<ItemSubscription> subscription = Optional.empty();

    /** @param sink takes what the server reports; blocks to hold the server back */
    Link(String instance, Settings settings, Items items, Faults faults, Gaps gaps, Consumer<List<Received>> sink) {
        this.items = items;
        this.instance = instance;
        this.settings = settings;
        this.trust = new ServerTrust(settings.trustFolder(), settings.hostNameVerified(),
                settings.identityFolder().resolve("rejected.der"));
        this.clients = new ClientFactory(instance, settings, trust);
        this.values = new ValueReader(instance, settings.system(), settings.serverTimestampAccepted());
        this.faults = faults;
        this.gaps = gaps;
        this.sink = sink;
        long retry = settings.timing().itemRetryAfter().toMillis();
        this.retries = Stack.sharedScheduledExecutor().scheduleWithFixedDelay(
                () -> step(this::retryItems), retry, retry, TimeUnit.MILLISECONDS);
    }

    /** Returns at once. */
    void open() {
        step(this::connect);
    }

    /** Has the server hold its values back, or not any more. Returns at once. */
    void pause(boolean now) {
        paused = now;
        step(this::applyPause);
    }

    /** Whether the first attempt is over, well or badly. */
    boolean isTried() {
        return tried;
    }

    int items() {
        return subscription.map(ItemSubscription::monitored).orElse(0);
    }

    long subscriptionsCreated() {
        return created.get();
    }

    /** Closes the session, and with it the subscription, within the given time. */
    void close(Duration within) throws InterruptedException {
        closed = true;
        retries.cancel(false);
        long deadline = System.nanoTime() + within.toNanos();
        try {
            attempt.handle((result, failure) -> true).get(within.toNanos(), TimeUnit.NANOSECONDS);
            Optional<OpcUaClient> open = client;
            if (open.isPresent()) {
                long left = Math.max(0, deadline - System.nanoTime());
                open.get().disconnectAsync().get(left, TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException e) {
            LOG.warn("{}: the session could not be closed within {} ms; the server ends it at its time-out",
                    instance, within.toMillis());
        } catch (ExecutionException e) {
            LOG.warn("{}: the session could not be closed: {}", instance, e.getCause().toString());
        }
    }

    /** A step that fails unexpectedly is shown, and tried again from the start. */
    private void step(Step step) {
        steps.submit(() -> {
            if (closed) {
                return;
            }
            try {
                step.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (UaException | RuntimeException e) {
                startAnew(e);
            }
        });
    }

    @FunctionalInterface
    private interface Step {
        void run() throws UaException, InterruptedException;
    }

    private void later(Step step, Duration delay) {
        Stack.sharedScheduledExecutor().schedule(() -> step(step), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void connect() {
        CompletableFuture<OpcUaClient> connecting = clients.create().thenCompose(this::connect);
        attempt = connecting;
        connecting.whenComplete((connected, failure) -> {
            if (failure == null) {
                step(() -> connected(connected));
            } else {
                step(() -> startAnew(failure));
            }
        });
    }

    private CompletableFuture<OpcUaClient> connect(OpcUaClient candidate) {
        if (closed) {
            return CompletableFuture.failedFuture(new UaException(StatusCodes.Bad_Shutdown));
        }
        client = Optional.of(candidate);
        return candidate.connectAsync();
    }

    private void connected(OpcUaClient connected) throws UaException, InterruptedException {
        connected.addSessionActivityListener(new SessionActivityListener() {
            @Override
            public void onSessionActive(UaSession session) {
                faults.clear(ENDPOINT, settings.endpoint());
                step(Link.this::applyPause);
            }

            @Override
            public void onSessionInactive(UaSession session) {
                if (!closed) {
                    faults.raise(ENDPOINT, settings.endpoint(), "has lost the session; it is being restored");
                    later(() -> giveUp(connected), settings.timing().subscriptionLifetime());
                }
            }
        });
        faults.clear(ENDPOINT, settings.endpoint());
        faults.keepOnly(TRUST, List.of());
        subscribeFromWhereIntakeStands(connected);
    }

    /** Without knowing what is stored, nobody could tell what is missing. */
    private void subscribeFromWhereIntakeStands(OpcUaClient connected) throws UaException, InterruptedException {
        if (!isCurrent(connected)) {
            return;
        }
        try {
            items.load();
            faults.clear(STORED, instance);
        } catch (IntakeUnavailableException e) {
            faults.raise(STORED, instance, "cannot be told where to go on: " + e.getMessage());
            tried = true;
            later(() -> subscribeFromWhereIntakeStands(connected), ASK_INTAKE_AFTER);
            return;
        }
        subscribe(connected);
    }

    private void subscribe(OpcUaClient connected) throws UaException, InterruptedException {
        AtomicBoolean broken = new AtomicBoolean();
        ItemSubscription fresh = new ItemSubscription(connected, settings, items, values, faults, gaps, sink, reason -> {
            if (broken.compareAndSet(false, true)) {
                step(() -> subscribeAnew(connected, reason));
            }
        });
        fresh.create();
        created.incrementAndGet();
        subscription = Optional.of(fresh);
        tried = true;
        faults.clear(SUBSCRIPTION, settings.endpoint());
        applyPause();
    }

    private void subscribeAnew(OpcUaClient connected, String reason) throws UaException, InterruptedException {
        if (!isCurrent(connected)) {
            return;
        }
        faults.raise(SUBSCRIPTION, settings.endpoint(), "is being made anew: " + reason);
        deleteSubscription();
        subscribe(connected);
    }

    private void deleteSubscription() {
        if (subscription.isPresent()) {
            try {
                subscription.get().delete();
            } catch (UaException e) {
                LOG.debug("{}: the server has no subscription to delete: {}", instance, e.toString());
            }
        }
    }

    /** The session did not come back while the server may have held the subscription. */
    private void giveUp(OpcUaClient lost) {
        if (isCurrent(lost) && !lost.getSessionAsync().isDone()) {
            startAnew(new UaException(StatusCodes.Bad_SessionClosed, "the session did not come back"));
        }
    }

    private void startAnew(Throwable failure) {
        Optional<OpcUaClient> failed = client;
        client = Optional.empty();
        explain(failure);
        tried = true;
        failed.ifPresent(OpcUaClient::disconnectAsync);
        later(this::connect, settings.timing().reconnectAfter());
    }

    private void explain(Throwable failure) {
        Optional<String> refusal = trust.refusal();
        if (refusal.isPresent()) {
            faults.keepOnly(TRUST, List.of());
            faults.raise(TRUST, settings.trustFolder().map(Object::toString).orElse(""), refusal.get());
        }
        String reason = UaException.extract(failure)
                .map(e -> ItemSubscription.words(e.getStatusCode()) + ": " + e.getMessage())
                .orElseGet(() -> rootCause(failure).toString());
        faults.raise(ENDPOINT, settings.endpoint(), "cannot be used: " + reason);
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private void retryItems() throws UaException, InterruptedException {
        if (subscription.isPresent() && subscription.get().isIncomplete() && client.isPresent()
                && client.get().getSessionAsync().isDone()) {
            subscription.get().retryItems();
            applyPause();
        }
    }

    private void applyPause() throws UaException {
        if (subscription.isPresent() && client.isPresent()) {
            subscription.get().pause(paused);
        }
    }

    private boolean isCurrent(OpcUaClient candidate) {
        return client.filter(present -> present == candidate).isPresent();
    }
}

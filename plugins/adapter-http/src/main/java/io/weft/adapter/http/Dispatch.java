package io.weft.adapter.http;

import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who calls, what for, and may they? Then the endpoint's own answer. A stranger learns nothing, not even which paths exist. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private static final int RETRY_SECONDS = 5;

    /** How long a path that is served no more may still come back: its adapter may be about to be replaced. */
    private static final long COMES_BACK_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Authenticator authenticator;
    private final Supplier<List<HttpEndpoint>> endpoints;
    private final LongSupplier nanoTime;
    private final Map<String, Long> lastServed = new ConcurrentHashMap<>();

    /** @param nanoTime as {@link System#nanoTime()} */
    Dispatch(Authenticator authenticator, Supplier<List<HttpEndpoint>> endpoints, LongSupplier nanoTime) {
        this.authenticator = authenticator;
        this.endpoints = endpoints;
        this.nanoTime = nanoTime;
    }

    HttpReply answer(Incoming incoming) {
        Optional<Authenticator.User> user = BasicCredentials.of(incoming.authorization())
                .flatMap(given -> authenticator.authenticate(given.name(), given.password()));
        if (user.isEmpty()) {
            return Problems.unauthorized();
        }
        Optional<HttpEndpoint> endpoint = endpoint(incoming.path());
        if (endpoint.isEmpty()) {
            return mayComeBack(incoming.path())
                    ? Problems.unavailable("path: '" + incoming.path() + "' was served a moment ago", RETRY_SECONDS)
                    : Problems.notFound(incoming.path());
        }
        lastServed.put(endpoint.get().pathPrefix(), nanoTime.getAsLong());
        return answer(incoming, user.get(), endpoint.get());
    }

    private static HttpReply answer(Incoming incoming, Authenticator.User user, HttpEndpoint endpoint) {
        if (!Roles.satisfy(user.roles(), endpoint.requiredRole(incoming.method()))) {
            return Problems.forbidden(user.name());
        }
        if (incoming.bodyBytes() > endpoint.maximumRequestBytes()) {
            return Problems.tooLarge(incoming.bodyBytes(), endpoint.maximumRequestBytes());
        }
        try {
            return endpoint.handle(incoming.request(user.name()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Problems.unavailable("the hub is stopping", RETRY_SECONDS);
        } catch (IOException | RuntimeException e) {
            LOG.error("{} {} failed", incoming.method(), incoming.path(), e);
            return Problems.failed();
        }
    }

    private Optional<HttpEndpoint> endpoint(String path) {
        return endpoints.get().stream()
                .filter(candidate -> serves(candidate.pathPrefix(), path))
                .max(Comparator.comparingInt(candidate -> candidate.pathPrefix().length()));
    }

    /** A client takes 404 for the last word on its document. */
    private boolean mayComeBack(String path) {
        long now = nanoTime.getAsLong();
        lastServed.values().removeIf(served -> now - served > COMES_BACK_NANOS);
        return lastServed.keySet().stream().anyMatch(prefix -> serves(prefix, path));
    }

    private static boolean serves(String prefix, String path) {
        return !prefix.isEmpty() && path.startsWith(prefix)
                && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /** A request that nobody has vouched for yet. */
    interface Incoming {

        String method();

        String path();

        /** Value of the Authorization header; empty if there is none. */
        String authorization();

        long bodyBytes();

        HttpRequest request(String user);
    }
}

package io.weft.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Paths that come and go while clients post. */
class DispatchTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<HttpEndpoint> endpoints = new CopyOnWriteArrayList<>(List.of(new Served()));
    private final Dispatch dispatch = new Dispatch(
            (name, password) -> Optional.of(new Authenticator.User(name, Set.of("sender"))), () -> endpoints, now::get);

    @Test
    void aPathThatWasServedAMomentAgoIsUnavailableAndThenNotFound() {
        assertEquals(200, post("/erp/orders").status());
        endpoints.clear();
        HttpReply meanwhile = post("/erp/orders/7");
        assertEquals(503, meanwhile.status());
        assertFalse(meanwhile.headers().get("Retry-After").isEmpty());
        assertEquals(404, post("/erp/order").status());
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        assertEquals(404, post("/erp/orders").status());
    }

    @Test
    void aPathThatIsServedAgainAnswers() {
        post("/erp/orders");
        HttpEndpoint endpoint = endpoints.remove(0);
        assertEquals(503, post("/erp/orders").status());
        endpoints.add(endpoint);
        assertEquals(200, post("/erp/orders").status());
    }

    private HttpReply post(String path) {
        return dispatch.answer(new Posted(path));
    }

    private static final class Served implements HttpEndpoint {

        @Override
        public String pathPrefix() {
            return "/erp/orders";
        }

        @Override
        public String requiredRole(String method) {
            return "sender";
        }

        @Override
        public HttpReply handle(HttpRequest request) {
            return HttpReply.problem(200, "Taken", "");
        }
    }

    private record Posted(String path) implements Dispatch.Incoming {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String authorization() {
            return "Basic " + Base64.getEncoder().encodeToString("erp:secret".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public long bodyBytes() {
            return 0;
        }

        @Override
        public HttpRequest request(String user) {
            return null;
        }
    }
}

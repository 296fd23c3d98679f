package io.weft.fire.swap;

import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.site.Goods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A team's own route in YAML: takes receipts on a port of its own and hands them to the hub's door; whose answer is its
 * answer. Each version notes its number in {@code X-Request-Id}, which the hub keeps.
 */
final class RelayRoute {

    static final String PATH = "/relay";

    private static final String FILE = "fire-relay.camel.yaml";

    private final HubUnderFire hub;
    private final int port;

    RelayRoute(HubUnderFire hub, int port) {
        this.hub = hub;
        this.port = port;
    }

    static String mark(int number) {
        return "relay-" + number;
    }

    void put(int number) throws IOException {
        hub.place("""
                - route:
                    id: fire-relay
                    from:
                      uri: netty-http:http://127.0.0.1:%d%s
                      steps:
                        - removeHeaders:
                            pattern: Camel*
                        - setHeader:
                            name: CamelHttpMethod
                            constant: POST
                        - setHeader:
                            name: X-Request-Id
                            constant: %s
                        - to:
                            uri: http://127.0.0.1:%d%s?throwExceptionOnFailure=false
                """.formatted(port, PATH, mark(number), hub.port(), Goods.RECEIPTS_PATH), deployed());
    }

    void remove() throws IOException {
        Files.delete(deployed());
    }

    private Path deployed() {
        return hub.home().resolve("deploy").resolve(FILE);
    }
}

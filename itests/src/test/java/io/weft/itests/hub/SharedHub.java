package io.weft.itests.hub;

import io.weft.launcher.HubClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running hub for all test classes that leave it as they found it: started for the first, stopped after the last.
 *
 * <p>It was started with {@code deploy/boot.camel.yaml} in place, which answers on {@link Shared#bootPort()}, and knows a
 * user {@value #VIEWER} who may only read.
 */
public final class SharedHub implements ParameterResolver {

    /** Name of the user of group {@code viewer}. */
    public static final String VIEWER = "auditor";

    /** Password of {@value #VIEWER}. */
    public static final String VIEWER_PASSWORD = "reads-and-nothing-else";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    /**
     * The hub, up.
     *
     * @param bootPort where the route that was there before the start answers
     */
    public record Shared(Hub hub, int bootPort) {

        public HubClient client() {
            return hub.client();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shared.class;
    }

    @Override
    public Shared resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedHub.class))
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .shared;
    }

    /** Puts a file of routes where the hub finds it, in one step. */
    public static void deploy(Hub hub, String file, String route) {
        Path draft = hub.folder().resolve("." + file);
        try {
            Files.writeString(draft, route, StandardCharsets.UTF_8);
            Files.move(draft, hub.folder().resolve("deploy").resolve(file),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Running implements AutoCloseable {

        private final Shared shared;

        private Running(Shared shared) {
            this.shared = shared;
        }

        static Running start() {
            Hub hub = Hub.unpack("shared");
            hub.configuration().set("users.properties", VIEWER, VIEWER_PASSWORD + ",_g_:viewer");
            int bootPort = Ports.free();
            deploy(hub, "boot.camel.yaml", Answers.route("boot", bootPort, "from before the start"));
            hub.start();
            try {
                hub.awaitReady(START_LIMIT).close();
                hub.awaitUp(START_LIMIT);
            } catch (IOException | AssertionError e) {
                hub.close();
                throw new AssertionError("The shared hub does not start", e);
            }
            return new Running(new Shared(hub, bootPort));
        }

        @Override
        public void close() {
            try {
                shared.hub.stop(STOP_LIMIT);
            } finally {
                shared.hub.close();
            }
        }
    }
}

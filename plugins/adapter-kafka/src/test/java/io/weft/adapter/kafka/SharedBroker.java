package io.weft.adapter.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all tests, started when the first asks and stopped after the last; topics keep the tests apart. */
final class SharedBroker implements ParameterResolver {

    private record Running(Broker broker, Path home) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            broker.close();
            try (var files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Broker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(SharedBroker.class))
                .getOrComputeIfAbsent(Running.class, type -> start(), Running.class).broker();
    }

    private static Running start() {
        try {
            Path home = Files.createTempDirectory("weft-broker");
            return new Running(new Broker(home), home);
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not start", e);
        }
    }
}

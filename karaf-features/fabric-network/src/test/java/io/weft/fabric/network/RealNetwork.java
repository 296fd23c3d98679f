package io.weft.fabric.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One network of Fabric's own programs for all test classes of a module; without the programs they are skipped, by name. */
public final class RealNetwork implements ExecutionCondition, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RealNetwork.class);

    /** Stopped and taken away after the last test. */
    private record Running(FabricNetwork network, Path folder) implements AutoCloseable {

        @Override
        public void close() throws IOException, FabricException {
            try {
                NetworkFolder.of(folder).delete();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FabricException("interrupted while stopping the network in " + folder, e);
            }
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try {
            FabricPrograms.find(System.getenv());
            return ConditionEvaluationResult.enabled("Fabric's programs are here");
        } catch (FabricException e) {
            System.out.println(context.getDisplayName() + " is skipped: " + e.getMessage());
            return ConditionEvaluationResult.disabled(e.getMessage());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FabricNetwork.class;
    }

    @Override
    public FabricNetwork resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> start(), Running.class).network();
    }

    private static Running start() {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("weft-fabric");
            return new Running(FabricNetwork.start(folder, FabricPrograms.find(System.getenv()),
                    ContractProgram.inSourceTree(), line -> { }), folder);
        } catch (Exception e) {
            if (folder != null && NetworkFolder.of(folder).holdsNetwork()) {
                try {
                    NetworkFolder.of(folder).stop();
                } catch (Exception stopping) {
                    e.addSuppressed(stopping);
                }
            }
            throw new IllegalStateException("the network does not start in " + folder + ": " + e.getMessage(), e);
        }
    }
}

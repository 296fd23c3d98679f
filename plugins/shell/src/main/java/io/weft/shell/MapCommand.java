package io.weft.shell;

import io.weft.adapter.RawMessage;
import io.weft.mapping.Interpretation;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappingResult.Ignored;
import io.weft.mapping.MappingResult.Mapped;
import io.weft.mapping.MappingResult.Rejected;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;

@Service
@Command(scope = "weft", name = "map", description = "Map a file without storing anything")
public final class MapCommand implements Action {

    @Argument(index = 0, name = "mapping", required = true, description = "Id of the mapping")
    String mapping;

    @Argument(index = 1, name = "file", required = true, description = "File on the hub's machine")
    String file;

    @Reference
    BundleContext bundleContext;

    @Override
    public Object execute() throws Exception {
        RawMessage message = new RawMessage("shell~map", "shell", "", Optional.empty(), "", Instant.now(), Map.of(),
                Files.readAllBytes(Path.of(file)));
        Interpretation interpretation =
                new Services(bundleContext).required(Interpreter.class).interpretWith(mapping, message);
        if (interpretation.result() instanceof Mapped mapped) {
            mapped.events().forEach(event ->
                    System.out.println(event.classes() + " " + new String(event.event().body(), StandardCharsets.UTF_8)));
        } else if (interpretation.result() instanceof Ignored ignored) {
            System.out.println("ignored by rule " + ignored.rule());
        } else if (interpretation.result() instanceof Rejected rejected) {
            rejected.reasons().forEach(System.out::println);
        }
        return null;
    }
}

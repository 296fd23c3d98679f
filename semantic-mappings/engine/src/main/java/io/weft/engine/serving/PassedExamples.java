package io.weft.engine.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Digests of the folders whose examples passed, kept over restarts: the same bytes need not show it twice. */
final class PassedExamples {

    private static final Logger LOG = LoggerFactory.getLogger(PassedExamples.class);
    private static final int MAXIMUM = 1_000;

    private final Path file;
    private final String engine;
    private final Set<String> passed = new LinkedHashSet<>();

    /** @param engine version of the engine: another one has to show it anew */
    PassedExamples(Path file, String engine) {
        this.file = file;
        this.engine = engine;
        try {
            if (Files.exists(file)) {
                passed.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            LOG.warn("Examples of all mappings run again: {} cannot be read: {}", file, e.toString());
        }
    }

    synchronized boolean contains(String digest) {
        return passed.contains(engine + " " + digest);
    }

    synchronized void add(String digest) {
        passed.add(engine + " " + digest);
        while (passed.size() > MAXIMUM) {
            passed.remove(passed.iterator().next());
        }
        try {
            Path temporary = file.resolveSibling(file.getFileName() + ".new");
            Files.write(temporary, List.copyOf(passed));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Examples run again after the next start: {} cannot be written: {}", file, e.toString());
        }
    }
}

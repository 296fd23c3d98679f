package io.weft.fire.many;

import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.site.Goods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** Directories that are looked into, a file for each; it has passed when it is mapped and put away. */
final class FileSources implements InstanceKind {

    private final HubUnderFire hub;
    private final StoredMessages stored;

    FileSources(HubUnderFire hub) {
        this.hub = hub;
        this.stored = new StoredMessages(hub);
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public void configure(int number) throws IOException {
        Files.createDirectories(directory(number));
        hub.configure("io.weft.adapter.file-many" + number, Map.of("directory", directory(number), "system",
                "many-files-" + number, "format", "epcis-json", "complete", "rename"));
    }

    private Path directory(int number) {
        return hub.home().resolve("site/files").resolve(Integer.toString(number));
    }

    @Override
    public String instance(int number) {
        return "file~many" + number;
    }

    @Override
    public void pass(int number) throws IOException {
        Path draft = directory(number).resolveSibling(number + ".draft");
        if (!Files.exists(draft.resolveSibling(number + ".told"))) {
            Files.write(draft, Goods.epcis(hub.door(name(), "/"), "file", number).body());
            Files.move(draft, directory(number).resolve("event.json"), StandardCopyOption.ATOMIC_MOVE);
            Files.createFile(draft.resolveSibling(number + ".told"));
        }
    }

    @Override
    public boolean passed(int number) {
        return stored.mapped(instance(number)) && putAway(directory(number).resolve("done"));
    }

    private static boolean putAway(Path done) {
        try (Stream<Path> files = Files.list(done)) {
            return files.findAny().isPresent();
        } catch (IOException notYet) {
            // The adapter makes the folder.
            return false;
        }
    }

    @Override
    public void close() {
        // Files need no counterpart that runs.
    }
}

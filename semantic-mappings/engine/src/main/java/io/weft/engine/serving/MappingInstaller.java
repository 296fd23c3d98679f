package io.weft.engine.serving;

import io.weft.engine.MappingFolder;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes every folder and zip file in {@code mappings/}. It accepts whatever lies there and never throws: what an
 * installer refuses, FileInstall would hand to the next one, which makes a bundle of it.
 */
@Component(service = {ArtifactInstaller.class, ArtifactListener.class}, immediate = true,
        property = "service.ranking:Integer=1000", configurationPid = MappingInstaller.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MappingInstaller implements ArtifactInstaller {

    static final String PID = "io.weft.mapping.folder";

    private final MappingShelf shelf;
    private final Path folder;
    private final Path jars;

    @Activate
    public MappingInstaller(@Reference MappingShelf shelf, Map<String, ?> configuration) {
        this.shelf = shelf;
        this.folder = path(configuration, "folder");
        this.jars = path(configuration, "jars");
    }

    private static Path path(Map<String, ?> configuration, String key) {
        Object value = configuration.get(key);
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException(PID + ": " + key + " must be given");
        }
        return Path.of(value.toString()).toAbsolutePath().normalize();
    }

    /** FileInstall asks at every poll; of a folder it shows a jar that it made below its temporary folder. */
    @Override
    public boolean canHandle(File artifact) {
        Path path = artifact.toPath().toAbsolutePath().normalize();
        return folder.equals(path.getParent()) || path.startsWith(jars);
    }

    @Override
    public void install(File artifact) {
        shelf.put(artifact.getName(), () -> MappingFolder.read(artifact.toPath()));
    }

    @Override
    public void update(File artifact) {
        install(artifact);
    }

    @Override
    public void uninstall(File artifact) {
        shelf.remove(artifact.getName());
    }
}

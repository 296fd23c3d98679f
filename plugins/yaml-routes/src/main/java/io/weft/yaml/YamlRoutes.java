package io.weft.yaml;

import java.io.File;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the files {@code *.camel.yaml} of the folders that FileInstall watches, as long as they are there. It never throws:
 * FileInstall would forget a file that works, for one broken version of it.
 */
@Component(service = ArtifactInstaller.class, immediate = true)
public final class YamlRoutes implements ArtifactInstaller {

    static final String EXTENSION = ".camel.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(YamlRoutes.class);

    private final Supplier<CamelContext> contexts;
    private final Map<String, RouteFile> files = new ConcurrentHashMap<>();

    @Activate
    public YamlRoutes(BundleContext bundle) {
        this(() -> new OsgiDefaultCamelContext(bundle));
    }

    YamlRoutes(Supplier<CamelContext> contexts) {
        this.contexts = contexts;
    }

    @Override
    public boolean canHandle(File artifact) {
        return artifact.getName().endsWith(EXTENSION);
    }

    @Override
    public void install(File artifact) {
        update(artifact);
    }

    @Override
    public void update(File artifact) {
        String name = name(artifact);
        RouteFile file = files.computeIfAbsent(artifact.getPath(), path -> new RouteFile(name, contexts));
        try {
            file.run(Files.readAllBytes(artifact.toPath()));
            LOG.info("{} runs", artifact);
        } catch (Exception e) {
            LOG.error("{} is not taken, what ran before goes on: {}", artifact, oneLine(e));
            LOG.debug("{} is not taken", artifact, e);
        }
    }

    @Override
    public void uninstall(File artifact) {
        RouteFile file = files.remove(artifact.getPath());
        if (file != null) {
            file.stop();
            LOG.info("{} is gone, and its routes with it", artifact);
        }
    }

    @Deactivate
    void stop() {
        files.values().forEach(RouteFile::stop);
    }

    private static String name(File artifact) {
        String name = artifact.getName();
        return name.substring(0, name.length() - EXTENSION.length());
    }

    /** The innermost cause says what is wrong; those around it only where it passed. */
    private static String oneLine(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost).replaceAll("\\s+", " ");
    }
}

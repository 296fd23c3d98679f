package io.weft.yaml;

import io.weft.adapter.Adapter;
import io.weft.adapter.SinkAdapter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
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

    /** Longer than any counterpart should take, shorter than a delivery's lease. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Supplier<CamelContext> contexts;
    private final Path secrets;
    private final Targets targets;
    private final Map<String, RouteFile> files = new ConcurrentHashMap<>();
    private final Map<String, Runnable> offered = new ConcurrentHashMap<>();

    @Activate
    public YamlRoutes(BundleContext bundle) {
        this(() -> new OsgiDefaultCamelContext(bundle), Path.of(bundle.getProperty("karaf.etc"), "secrets"), sink -> {
            ServiceRegistration<?> registered = bundle.registerService(
                    new String[] {Adapter.class.getName(), SinkAdapter.class.getName()}, sink, new Hashtable<>());
            return registered::unregister;
        });
    }

    YamlRoutes(Supplier<CamelContext> contexts, Path secrets, Targets targets) {
        this.contexts = contexts;
        this.secrets = secrets;
        this.targets = targets;
    }

    /** Where delivery targets are offered to the hub. */
    @FunctionalInterface
    interface Targets {

        /** @return takes it back */
        Runnable offer(SinkAdapter sink);
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
        RouteFile file = files.computeIfAbsent(artifact.getPath(), path -> new RouteFile(name, contexts, secrets));
        try {
            file.run(Files.readAllBytes(artifact.toPath()));
            offer(name, artifact.getPath(), file);
            LOG.info("{} runs", artifact);
        } catch (Exception e) {
            LOG.error("{} is not taken, what ran before goes on: {}", artifact, OneLine.of(e));
            LOG.debug("{} is not taken", artifact, e);
        }
    }

    @Override
    public void uninstall(File artifact) {
        RouteFile file = files.remove(artifact.getPath());
        withdraw(artifact.getPath());
        if (file != null) {
            file.stop();
            LOG.info("{} is gone, and its routes with it", artifact);
        }
    }

    /** A file becomes a delivery target with its first route that takes deliveries, and is none without one. */
    private void offer(String name, String path, RouteFile file) {
        if (file.takesDeliveries()) {
            offered.computeIfAbsent(path, absent -> targets.offer(new RouteSink(name, file::running, TIMEOUT)));
        } else {
            withdraw(path);
        }
    }

    private void withdraw(String path) {
        Runnable taken = offered.remove(path);
        if (taken != null) {
            taken.run();
        }
    }

    @Deactivate
    void stop() {
        List.copyOf(offered.keySet()).forEach(this::withdraw);
        files.values().forEach(RouteFile::stop);
    }

    private static String name(File artifact) {
        String name = artifact.getName();
        return name.substring(0, name.length() - EXTENSION.length());
    }
}

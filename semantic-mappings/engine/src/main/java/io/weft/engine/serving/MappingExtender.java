package io.weft.engine.serving;

import io.weft.engine.MappingFolder;
import io.weft.engine.MappingRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/** Offers the mapping folders of active bundles whose header {@code Weft-Mapping} names them, separated by commas. */
@Component(service = {}, immediate = true)
public final class MappingExtender implements BundleTrackerCustomizer<List<String>> {

    static final String HEADER = "Weft-Mapping";

    private final MappingShelf shelf;
    private final BundleTracker<List<String>> tracker;

    @Activate
    public MappingExtender(BundleContext context, @Reference MappingShelf shelf) {
        this.shelf = shelf;
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    @Override
    public List<String> addingBundle(Bundle bundle, BundleEvent event) {
        String header = bundle.getHeaders("").get(HEADER);
        if (header == null) {
            return null;
        }
        List<String> sources = new ArrayList<>();
        for (String path : header.split(",")) {
            String folder = path.strip();
            String source = bundle.getSymbolicName() + "/" + folder;
            shelf.put(source, () -> MappingFolder.of(source, files(bundle, folder)));
            sources.add(source);
        }
        return sources;
    }

    private static Map<String, byte[]> files(Bundle bundle, String folder)
            throws IOException, MappingRefusedException {
        Map<String, byte[]> files = new TreeMap<>();
        var entries = bundle.findEntries(folder, "*", true);
        if (entries == null) {
            throw new MappingRefusedException("the bundle has no folder " + folder);
        }
        for (URL entry : Collections.list(entries)) {
            if (!entry.getPath().endsWith("/")) {
                String name = entry.getPath().substring(entry.getPath().indexOf(folder) + folder.length() + 1);
                try (InputStream in = entry.openStream()) {
                    files.put(name, MappingFolder.bounded(in, name));
                }
            }
        }
        return files;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, List<String> sources) {
        // an active bundle's content does not change
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<String> sources) {
        sources.forEach(shelf::remove);
    }
}

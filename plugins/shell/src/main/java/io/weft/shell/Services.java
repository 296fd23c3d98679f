package io.weft.shell;

import io.weft.adapter.Adapter;
import io.weft.adapter.SinkAdapter;
import io.weft.adapter.SourceAdapter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Services looked up at the time of the command: a command with a mandatory reference would be missing just when
 * something is wrong.
 */
final class Services {

    private final BundleContext context;

    Services(BundleContext context) {
        this.context = context;
    }

    <T> Optional<T> first(Class<T> type) {
        return Optional.ofNullable(context.getServiceReference(type)).map(context::getService);
    }

    <T> T required(Class<T> type) {
        return first(type).orElseThrow(() ->
                new IllegalStateException(type.getSimpleName() + " is not there; weft:doctor tells why"));
    }

    List<Adapter> adapters() {
        Set<Adapter> adapters = new TreeSet<>(Comparator.comparing(Adapter::instance));
        adapters.addAll(all(Adapter.class));
        adapters.addAll(all(SourceAdapter.class));
        adapters.addAll(all(SinkAdapter.class));
        return List.copyOf(adapters);
    }

    <T> List<T> all(Class<T> type) {
        try {
            List<T> services = new ArrayList<>();
            for (ServiceReference<T> reference : context.getServiceReferences(type, null)) {
                services.add(context.getService(reference));
            }
            return services;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }
}

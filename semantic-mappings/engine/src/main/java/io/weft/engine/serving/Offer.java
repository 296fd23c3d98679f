package io.weft.engine.serving;

import io.weft.engine.CompiledMapping;
import io.weft.engine.InboundMapping;
import io.weft.engine.OutboundFolderMapping;
import io.weft.mapping.MappingRef;
import io.weft.mapping.OutboundMapping;
import io.weft.mapping.SemanticMapping;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A valid version of a mapping that is registered as a service. */
record Offer(MappingRef mapping, boolean isInbound, String digest, ServiceRegistration<?> registration) {

    static Offer register(BundleContext context, CompiledMapping mapping) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("weft.mapping.id", mapping.reference().id());
        properties.put("weft.mapping.version", mapping.reference().version());
        properties.put("weft.mapping.format", mapping.manifest().format());
        properties.put("weft.mapping.digest", mapping.folder().digest());
        return new Offer(mapping.reference(), mapping instanceof InboundMapping, mapping.folder().digest(),
                register(context, mapping, properties));
    }

    private static ServiceRegistration<?> register(BundleContext context, CompiledMapping mapping,
            Dictionary<String, Object> properties) {
        return mapping instanceof InboundMapping inbound
                ? context.registerService(SemanticMapping.class, inbound, properties)
                : context.registerService(OutboundMapping.class, (OutboundFolderMapping) mapping, properties);
    }

    void withdraw() {
        registration.unregister();
    }
}

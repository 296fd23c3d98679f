package io.weft.engine.serving;

import io.weft.engine.CompiledMapping;
import io.weft.engine.ExampleRunner;
import io.weft.engine.Formats;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.MappingRefusedException;
import io.weft.engine.MissingFormatException;
import io.weft.engine.function.Units;
import io.weft.mapping.Decoder;
import io.weft.mapping.Encoder;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappingCatalog;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingStatus;
import io.weft.model.schema.ClassSchemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mapping folders from wherever they come, and offers each valid version as a service. A version that is not valid
 * changes nothing but its status: what its source offered before is offered still.
 */
@Component(service = {MappingShelf.class, MappingCatalog.class}, immediate = true)
public final class MappingShelf implements MappingCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(MappingShelf.class);

    private final BundleContext context;
    private final Units units;
    private final SiteCodeLists codeLists;
    private final ClassSchemas schemas;
    private final Interpreter interpreter;
    private final PassedExamples passed;
    private final Map<ServiceReference<Decoder>, Decoder> decoders = new TreeMap<>(Comparator.reverseOrder());
    private final Map<ServiceReference<Encoder>, Encoder> encoders = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, Source> sources = new TreeMap<>();

    /** What came from one place, and what became of it. */
    private record Source(Optional<MappingFolder> seen, MappingStatus.State state, String reason, Optional<Offer> offer) {
    }

    /** Reads the files of a folder, wherever they are. */
    @FunctionalInterface
    interface Files {
        MappingFolder read() throws IOException, MappingRefusedException;
    }

    @Activate
    public MappingShelf(BundleContext context, @Reference Units units, @Reference SiteCodeLists codeLists,
            @Reference ClassSchemas schemas, @Reference Interpreter interpreter) {
        this.context = context;
        this.units = units;
        this.codeLists = codeLists;
        this.schemas = schemas;
        this.interpreter = interpreter;
        this.passed = new PassedExamples(context.getDataFile("examples-passed").toPath(),
                context.getBundle().getVersion().toString());
    }

    @Deactivate
    synchronized void withdrawAll() {
        sources.values().forEach(source -> source.offer().ifPresent(Offer::withdraw));
        sources.clear();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addDecoder(Decoder decoder, ServiceReference<Decoder> reference) {
        decoders.put(reference, decoder);
        retryWaiting();
    }

    synchronized void removeDecoder(ServiceReference<Decoder> reference) {
        decoders.remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addEncoder(Encoder encoder, ServiceReference<Encoder> reference) {
        encoders.put(reference, encoder);
        retryWaiting();
    }

    synchronized void removeEncoder(ServiceReference<Encoder> reference) {
        encoders.remove(reference);
    }

    /** Takes what a place holds now. Never throws: a fault is the source's status and one line in the log. */
    synchronized void put(String name, Files files) {
        Optional<Offer> before = offerOf(name);
        MappingFolder folder;
        try {
            folder = files.read();
        } catch (IOException | MappingRefusedException | RuntimeException e) {
            refuse(name, Optional.empty(), e, before);
            return;
        }
        offer(name, folder, before);
    }

    synchronized void remove(String name) {
        Source source = sources.remove(name);
        if (source != null && source.offer().isPresent()) {
            source.offer().get().withdraw();
            LOG.info("Mapping {} from {} is no longer offered", source.offer().get().mapping(), name);
        }
    }

    private void offer(String name, MappingFolder folder, Optional<Offer> before) {
        try {
            CompiledMapping mapping = valid(folder, name);
            Offer offer = Offer.register(context, mapping);
            // The new one first: at no moment is there none.
            before.ifPresent(Offer::withdraw);
            sources.put(name, new Source(Optional.of(folder), MappingStatus.State.SERVING, "", Optional.of(offer)));
            LOG.info("Mapping {} from {} is offered (SHA-256 {})", offer.mapping(), name, folder.digest());
        } catch (MissingFormatException e) {
            sources.put(name, new Source(Optional.of(folder), MappingStatus.State.WAITING, e.getMessage(), before));
            LOG.warn("Mapping from {} waits: {}", name, e.getMessage());
        } catch (MappingRefusedException | RuntimeException e) {
            refuse(name, Optional.of(folder), e, before);
        }
    }

    private CompiledMapping valid(MappingFolder folder, String name) throws MappingRefusedException {
        Formats formats = new Formats(decoders.values(), encoders.values());
        CompiledMapping mapping = new MappingCompiler(units, codeLists, formats).compile(folder);
        requireOnlySource(mapping, name);
        if (!passed.contains(folder.digest())) {
            new ExampleRunner(formats, schemas).requirePassing(mapping);
            passed.add(folder.digest());
        }
        return mapping;
    }

    /** One id and version means one content, whoever brings it. */
    private void requireOnlySource(CompiledMapping mapping, String name) throws MappingRefusedException {
        for (Map.Entry<String, Source> other : sources.entrySet()) {
            Optional<Offer> offer = other.getValue().offer();
            if (!other.getKey().equals(name) && offer.isPresent()
                    && offer.get().mapping().equals(mapping.reference())
                    && !offer.get().digest().equals(mapping.folder().digest())) {
                throw new MappingRefusedException(mapping.reference() + " is offered by " + other.getKey()
                        + " already, with other content");
            }
        }
    }

    private void refuse(String name, Optional<MappingFolder> folder, Exception reason, Optional<Offer> before) {
        String text = reason instanceof MappingRefusedException ? reason.getMessage() : reason.toString();
        sources.put(name, new Source(folder, MappingStatus.State.REFUSED, text, before));
        LOG.error("Mapping from {} is not offered: {}{}", name, text,
                before.map(offer -> "; " + offer.mapping() + " is offered still").orElse(""));
    }

    private Optional<Offer> offerOf(String name) {
        Source source = sources.get(name);
        return source == null ? Optional.empty() : source.offer();
    }

    private void retryWaiting() {
        for (Map.Entry<String, Source> entry : List.copyOf(sources.entrySet())) {
            if (entry.getValue().state() == MappingStatus.State.WAITING) {
                offer(entry.getKey(), entry.getValue().seen().orElseThrow(), entry.getValue().offer());
            }
        }
    }

    @Override
    public synchronized List<MappingStatus> mappings() {
        List<MappingRef> serving = interpreter.serving();
        List<MappingStatus> statuses = new ArrayList<>();
        sources.forEach((name, source) -> statuses.add(new MappingStatus(name, source.offer().map(Offer::mapping),
                source.seen().map(MappingFolder::digest).orElse(""), state(source, serving), source.reason())));
        return statuses;
    }

    private static MappingStatus.State state(Source source, List<MappingRef> serving) {
        boolean inbound = source.offer().isPresent() && source.offer().get().isInbound();
        boolean standby = source.state() == MappingStatus.State.SERVING && inbound
                && !serving.contains(source.offer().get().mapping());
        return standby ? MappingStatus.State.STANDBY : source.state();
    }
}

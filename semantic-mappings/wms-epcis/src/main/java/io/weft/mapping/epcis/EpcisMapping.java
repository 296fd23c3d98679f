package io.weft.mapping.epcis;

import io.weft.event.Event;
import io.weft.event.InvalidEventException;
import io.weft.event.Rejection;
import io.weft.mapping.EventIds;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import io.weft.mapping.MessageTree;
import io.weft.mapping.SemanticMapping;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Reads the JSON binding of EPCIS 2.0 (clause 10): documents, query documents and bare events, and what a decoder of the XML binding tells in
 * its form. Events stay as written, eventID included; each is given the context of its document. Each element of its master data
 * becomes a statement of its own.
 */
@Component(immediate = true)
public final class EpcisMapping implements SemanticMapping {

    private static final MappingRef REF = new MappingRef("wms-epcis.events", "1.1.0");
    private static final int MAXIMUM_REASONS = 100;

    @Override
    public MappingRef ref() {
        return REF;
    }

    @Override
    public String format() {
        return "epcis-json";
    }

    @Override
    public boolean matches(MessageTree tree) {
        return EpcisDocument.isEpcis(tree.asValue());
    }

    @Override
    public MappingResult map(MessageTree tree, EventIds eventIds) {
        if (EpcisDocument.isCaptureJob(tree.asValue())) {
            return new MappingResult.Ignored("capture-job");
        }
        EpcisDocument document = EpcisDocument.of(tree.asValue());
        List<String> searchKeys = SearchKeys.of(document);
        if (!document.faults().isEmpty()) {
            return new MappingResult.Rejected(document.faults(), searchKeys);
        }
        List<Part> parts = new ArrayList<>(document.events());
        parts.addAll(document.statements());
        if (parts.isEmpty()) {
            return new MappingResult.Ignored("no-events");
        }
        List<MappedEvent> mapped = new ArrayList<>();
        List<Rejection> reasons = new ArrayList<>();
        for (int ordinal = 0; ordinal < parts.size(); ordinal++) {
            Part part = parts.get(ordinal);
            try {
                Event event = Event.of(part.body(), eventIds.derive(ordinal));
                mapped.add(new MappedEvent(event, Classification.of(event, part.body())));
            } catch (InvalidEventException e) {
                e.rejections().forEach(rejection -> reasons.add(at(part.path(), rejection)));
            }
        }
        return reasons.isEmpty()
                ? new MappingResult.Mapped(List.copyOf(mapped), java.util.Optional.empty(), searchKeys)
                : new MappingResult.Rejected(List.copyOf(reasons.subList(0, Math.min(reasons.size(), MAXIMUM_REASONS))),
                        searchKeys);
    }

    private static Rejection at(String path, Rejection reason) {
        return new Rejection(reason.code(), reason.errorClass(), path + reason.field(), reason.value(), reason.rule());
    }
}

package io.weft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.engine.format.Values;
import io.weft.engine.function.CodeLists;
import io.weft.engine.template.IgnoreSignal;
import io.weft.engine.template.RejectSignal;
import io.weft.engine.template.Template;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.JsonException;
import io.weft.event.Rejection;
import io.weft.mapping.Encoder;
import io.weft.mapping.MappingRef;
import io.weft.mapping.OutboundMapping;
import java.util.Optional;

/** A folder that writes events in a counterpart's own format. Immutable. */
public final class OutboundFolderMapping implements CompiledMapping, OutboundMapping {

    private final MappingFolder folder;
    private final MappingManifest manifest;
    private final Optional<Template> match;
    private final Template document;
    private final Encoder encoder;
    private final CodeLists codeLists;

    OutboundFolderMapping(MappingFolder folder, MappingManifest manifest, Optional<Template> match, Template document,
            Encoder encoder, CodeLists codeLists) {
        this.folder = folder;
        this.manifest = manifest;
        this.match = match;
        this.document = document;
        this.encoder = encoder;
        this.codeLists = codeLists;
    }

    /** The same mapping with other code lists. */
    OutboundFolderMapping with(CodeLists others) {
        return new OutboundFolderMapping(folder, manifest, match, document, encoder, others);
    }

    CodeLists codeLists() {
        return codeLists;
    }

    @Override
    public MappingManifest manifest() {
        return manifest;
    }

    @Override
    public MappingFolder folder() {
        return folder;
    }

    @Override
    public MappingRef ref() {
        return manifest.ref();
    }

    @Override
    public Outbound map(Event event) {
        try {
            JsonNode body = Values.node(CanonicalJson.read(event.body()));
            if (match.isPresent() && !Truth.of(match.get().apply(body, codeLists))) {
                return unwritable(Rejection.internal("NO_MAPPING", "match", event.toString(),
                        manifest.ref() + " does not write such events"));
            }
            byte[] payload = encoder.encode(Values.of(document.apply(body, codeLists)));
            return new Outbound.Written(encoder.mediaType(), payload);
        } catch (RejectSignal rejected) {
            return unwritable(rejected.rejection());
        } catch (IgnoreSignal ignored) {
            return unwritable(Rejection.internal("IGNORED", "", event.toString(), "is left aside by rule "
                    + ignored.rule()));
        } catch (IllegalArgumentException e) {
            return unwritable(Rejection.internal("UNENCODABLE", "", "", String.valueOf(e.getMessage())));
        } catch (JsonException e) {
            throw new IllegalStateException("an event's own body is JSON", e);
        }
    }

    private static Outbound unwritable(Rejection reason) {
        return new Outbound.Unwritable(reason);
    }
}

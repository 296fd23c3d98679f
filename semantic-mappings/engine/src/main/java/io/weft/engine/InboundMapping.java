package io.weft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.engine.format.Values;
import io.weft.engine.function.CodeLists;
import io.weft.engine.template.IgnoreSignal;
import io.weft.engine.template.RejectSignal;
import io.weft.engine.template.Template;
import io.weft.event.Rejection;
import io.weft.mapping.EventIds;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import io.weft.mapping.MessageTree;
import io.weft.mapping.SemanticMapping;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A folder that maps messages to events. Immutable. */
public final class InboundMapping implements CompiledMapping, SemanticMapping {

    private static final int MAXIMUM_SEARCH_KEYS = 100;
    private static final int MAXIMUM_KEY_LENGTH = 200;

    private final MappingFolder folder;
    private final MappingManifest manifest;
    private final Templates templates;
    private final CodeLists codeLists;

    /** The folder's expressions, compiled. */
    record Templates(Template match, List<IgnoreRule> ignore, Optional<Template> businessKey,
            Optional<Template> searchKeys, Template events) {

        record IgnoreRule(String rule, Template when) {
        }
    }

    InboundMapping(MappingFolder folder, MappingManifest manifest, Templates templates, CodeLists codeLists) {
        this.folder = folder;
        this.manifest = manifest;
        this.templates = templates;
        this.codeLists = codeLists;
    }

    /** The same mapping with other code lists. */
    InboundMapping with(CodeLists others) {
        return new InboundMapping(folder, manifest, templates, others);
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
    public String format() {
        return manifest.format();
    }

    /** The charset that the messages are read in, where the mapping declares one. */
    public Optional<Charset> charset() {
        return manifest.source().charset();
    }

    /** What else the mapping declares for the format's decoder. */
    public Map<String, String> options() {
        return manifest.source().options();
    }

    @Override
    public boolean matches(MessageTree tree) {
        return holds(templates.match(), JsonMessageTree.nodeOf(tree));
    }

    private boolean holds(Template condition, JsonNode message) {
        return Truth.of(condition.apply(message, codeLists));
    }

    @Override
    public MappingResult map(MessageTree tree, EventIds eventIds) {
        JsonNode message = JsonMessageTree.nodeOf(tree);
        List<String> searchKeys = List.of();
        Optional<RejectSignal> keyFault = Optional.empty();
        try {
            searchKeys = searchKeys(message);
        } catch (RejectSignal fault) {
            // what is wrong with a key is mostly wrong with a field, which the template names
            keyFault = Optional.of(fault);
        }
        try {
            for (Templates.IgnoreRule ignore : templates.ignore()) {
                if (holds(ignore.when(), message)) {
                    return new MappingResult.Ignored(ignore.rule());
                }
            }
            Optional<String> businessKey = businessKey(message);
            JsonNode output = templates.events().apply(message, codeLists);
            MappingResult result = events(output, eventIds, businessKey, searchKeys);
            return keyFault.isPresent() && result instanceof MappingResult.Mapped
                    ? new MappingResult.Rejected(keyFault.get().rejections(), searchKeys) : result;
        } catch (IgnoreSignal ignored) {
            return new MappingResult.Ignored(ignored.rule());
        } catch (RejectSignal rejected) {
            return new MappingResult.Rejected(rejected.rejections(), searchKeys);
        }
    }

    private MappingResult events(JsonNode output, EventIds eventIds, Optional<String> businessKey,
            List<String> searchKeys) {
        EventReader reader = new EventReader(manifest.classes(), eventIds);
        List<MappedEvent> events = reader.read(Values.of(output));
        return reader.rejections().isEmpty()
                ? new MappingResult.Mapped(events, businessKey, searchKeys)
                : new MappingResult.Rejected(reader.rejections(), searchKeys);
    }

    private Optional<String> businessKey(JsonNode message) {
        if (templates.businessKey().isEmpty()) {
            return Optional.empty();
        }
        JsonNode key = templates.businessKey().get().apply(message, codeLists);
        if (key.isNull() || key.isTextual() && key.textValue().isBlank()) {
            return Optional.empty();
        }
        return Optional.of(key("businessKey", key));
    }

    private List<String> searchKeys(JsonNode message) {
        if (templates.searchKeys().isEmpty()) {
            return List.of();
        }
        JsonNode keys = templates.searchKeys().get().apply(message, codeLists);
        Set<String> distinct = new LinkedHashSet<>();
        for (JsonNode key : keys.isArray() ? keys : List.of(keys)) {
            if (!key.isNull() && !(key.isTextual() && key.textValue().isBlank())) {
                distinct.add(key("searchKeys", key));
            }
        }
        if (distinct.size() > MAXIMUM_SEARCH_KEYS) {
            throw new RejectSignal(Rejection.internal("TEMPLATE_FAILED", "searchKeys", "" + distinct.size(),
                    "a message has at most " + MAXIMUM_SEARCH_KEYS + " search keys"));
        }
        return new ArrayList<>(distinct);
    }

    private static String key(String expression, JsonNode key) {
        if (!key.isTextual()) {
            throw RejectSignal.faulty(expression, io.weft.engine.function.Texts.shown(key), "must give texts");
        }
        if (key.textValue().length() > MAXIMUM_KEY_LENGTH) {
            throw new RejectSignal(Rejection.user("INVALID_KEY", expression, key.textValue(),
                    "a key has at most " + MAXIMUM_KEY_LENGTH + " characters"));
        }
        return key.textValue();
    }
}
